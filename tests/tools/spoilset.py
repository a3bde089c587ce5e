"""A small sound set of tables, by the names of its fields, for spoil(.)"""

import os
import struct

RSDP, TABLES = 'etc/acpi/rsdp', 'etc/acpi/tables'
OWN = {RSDP: 'rsdp.bin', TABLES: 'tables.bin'}
LOADER = 'etc/table-loader', 'table-loader.bin'

ALLOCATE, ADD_POINTER, ADD_CHECKSUM, WRITE_POINTER = 1, 2, 3, 4
HIGH, FSEG = 1, 2

# The fields that are changed here, by table: offset, and how struct packs it
HEADER = {'Signature': (0, '4s'), 'Length': (4, 'I'), 'Revision': (8, 'B'),
          'Checksum': (9, 'B')}
FIELDS = {
    'RSDP': {'Signature': (0, '8s'), 'Checksum': (8, 'B'),
             'Revision': (15, 'B'), 'RSDT Address': (16, 'I'),
             'Length': (20, 'I'), 'XSDT Address': (24, 'Q'),
             'Extended Checksum': (32, 'B')},
    'FACS': {'Version': (32, 'B')},
    'FACP': {
        'FIRMWARE_CTRL': (36, 'I'), 'DSDT': (40, 'I'),
        'SCI_INT': (46, 'H'), 'SMI_CMD': (48, 'I'),
        'ACPI_ENABLE': (52, 'B'), 'PM1a_EVT_BLK': (56, 'I'),
        'PM1a_CNT_BLK': (64, 'I'), 'PM1_EVT_LEN': (88, 'B'),
        'PM1_CNT_LEN': (89, 'B'), 'PM_TMR_LEN': (91, 'B'),
        'GPE0_BLK': (80, 'I'), 'GPE0_BLK_LEN': (92, 'B'),
        'P_LVL2_LAT': (96, 'H'), 'P_LVL3_LAT': (98, 'H'),
        'IAPC_BOOT_ARCH': (109, 'H'),
        'Flags': (112, 'I'), 'Minor': (131, 'B'),
        'X_FIRMWARE_CTRL': (132, 'Q'), 'X_DSDT': (140, 'Q'),
        'X_PM1a_EVT_BLK': (148, '12s'), 'X_PM1a_EVT_BLK.Space': (148, 'B'),
        'X_PM1a_EVT_BLK.Width': (149, 'B'),
        'X_PM1a_EVT_BLK.Address': (152, 'Q'),
        'X_PM1a_CNT_BLK': (172, '12s'),
        'X_PM1a_CNT_BLK.Address': (176, 'Q'),
        'RESET_REG': (116, '12s'),
        'X_GPE0_BLK': (220, '12s')},
    'APIC': {'Flags': (40, 'I'), 'CPU 0 Flags': (48, 'I')},
    'MCFG': {'Base': (44, 'Q'), 'Segment': (52, 'H'), 'Start Bus': (54, 'B'),
             'End Bus': (55, 'B')},
}

# Bits of fields
IAPC_8042 = 0x2
WBINVD, PROC_C1, SLP_BUTTON = 0x1, 0x4, 0x20
RESET_REG_SUP, HW_REDUCED = 0x400, 0x100000


def header(signature, revision, body):
    return struct.pack('<4sIBB6s8sI4sI', signature.encode(), 36 + len(body),
                       revision, 0, b'SPOIL ', b'SPOILED ', 1, b'TEST',
                       1) + body


class Table(bytearray):
    """The bytes of a table, and its fields by name: table['Flags'] = 1"""

    def __init__(self, kind, data):
        super().__init__(data)
        self.fields = {**HEADER, **FIELDS.get(kind, {})}

    def __getitem__(self, key):
        if not isinstance(key, str):
            return super().__getitem__(key)
        offset, form = self.fields[key]
        return struct.unpack_from('<' + form, self, offset)[0]

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            super().__setitem__(key, value)
        else:
            offset, form = self.fields[key]
            struct.pack_into('<' + form, self, offset, value)

    def add(self, data):
        """More bytes at its end, which its length is told"""
        self += data
        self['Length'] = len(self)

    def cut(self, length):
        del self[length:]
        self['Length'] = length

    def replace_bytes(self, old, new):
        self[:] = bytes(self).replace(old, new)
        self['Length'] = len(self)


class Command:
    """A command of the script, with its fields by their names"""

    LAYOUT = {0: ((), '<I'),
              ALLOCATE: (('file', 'align', 'zone'), '<I56sIB'),
              ADD_POINTER: (('file', 'source', 'offset', 'size'),
                            '<I56s56sIB'),
              ADD_CHECKSUM: (('file', 'offset', 'start', 'length'),
                             '<I56sIII'),
              WRITE_POINTER: (('file', 'source', 'offset', 'src_offset',
                               'size'), '<I56s56sIIB')}

    def __init__(self, kind, *values):
        self.kind = kind
        self.names, self.form = self.LAYOUT.get(kind, ((), '<I'))
        for name, value in zip(self.names, values, strict=True):
            setattr(self, name, value)

    def copy(self, **changes):
        other = Command(self.kind, *(getattr(self, n) for n in self.names))
        for name, value in changes.items():
            setattr(other, name, value)
        return other

    def pack(self):
        values = [getattr(self, n) for n in self.names]
        values = [v.encode() if isinstance(v, str) else v for v in values]
        return struct.pack(self.form, self.kind, *values).ljust(128, b'\0')

    @classmethod
    def unpack(cls, data):
        kind, = struct.unpack_from('<I', data)
        values = struct.unpack_from(cls.LAYOUT[kind][1], data)[1:]
        return cls(kind, *(v.rstrip(b'\0').decode()
                           if isinstance(v, bytes) else v for v in values))


class Set:
    """Files and a script"""

    def __init__(self):
        self.files, self.commands = {}, []
        self.tail = b''         # of the script
        self.by_name = False    # a guest's tree, not the three files
        self.first_key = 33     # in there

    def find(self, kind, nth=0):
        return [c for c in self.commands if c.kind == kind][nth]

    def add(self, *command):
        self.commands.append(Command(*command))

    def drop(self, kind, offset):
        """Leaves out the commands that change what is at an offset."""
        self.commands = [c for c in self.commands
                         if c.kind != kind or c.file != TABLES or
                         c.offset != offset]

    def script(self):
        return b''.join(c.pack() for c in self.commands) + self.tail

    def load(self, directory):
        for name, path in OWN.items():
            with open(f'{directory}/{path}', 'rb') as file:
                self.files[name] = bytearray(file.read())
        with open(f'{directory}/{LOADER[1]}', 'rb') as file:
            script = file.read()
        self.commands = [Command.unpack(script[i:i + 128])
                         for i in range(0, len(script), 128)]

    def save(self, directory):
        if self.by_name or set(self.files) != set(OWN):
            return self.save_tree(directory)
        for name, path in OWN.items():
            write(f'{directory}/{path}', self.files[name])
        write(f'{directory}/{LOADER[1]}', self.script())

    def save_tree(self, directory):
        files = {**self.files, LOADER[0]: self.script()}
        for key, (name, data) in enumerate(files.items(), self.first_key):
            write(f'{directory}/{name}/raw', data)
            write(f'{directory}/{name}/key', b'%d\n' % key)

    def linked(self, base):
        """All files as one image, in their order, each on 64 bytes"""
        image, starts = bytearray(), {}
        for name, data in self.files.items():
            image += bytes(-len(image) % 64)
            starts[name] = len(image)
            image += data
        for c in self.commands:
            if c.kind == ADD_POINTER:
                at = starts[c.file] + c.offset
                value = int.from_bytes(image[at:at + c.size], 'little')
                value += base + starts[c.source]
                image[at:at + c.size] = value.to_bytes(c.size, 'little')
            elif c.kind == ADD_CHECKSUM:
                at, start = (starts[c.file] + n for n in (c.offset, c.start))
                image[at] = (image[at] -
                             sum(image[start:start + c.length])) & 0xff
        return image


def write(path, data):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def gas(bits, address, access=0):
    """A register in I/O space"""
    return struct.pack('<BBBBQ', 1, bits, 0, access, address)


def lapic(uid, apic_id, flags=1):
    return struct.pack('<BBBBI', 0, 8, uid, apic_id, flags)


def x2apic(uid, apic_id, flags=1):
    return struct.pack('<BBHIII', 9, 16, 0, apic_id, flags, uid)


def ioapic(number, address=0xfec00000, gsi=0):
    return struct.pack('<BBBBII', 1, 12, number, 0, address, gsi)


def override(source, gsi=None, bus=0, flags=0):
    return struct.pack('<BBBBIH', 2, 10, bus, source,
                       source if gsi is None else gsi, flags)


def srat_cpu(domain, apic_id):
    return struct.pack('<BBBBI8x', 0, 16, domain, apic_id, 1)


def srat_memory(domain, base, length, flags=1):
    return struct.pack('<BBI2xQQ4xI8x', 1, 40, domain, base, length, flags)


def srat_its(domain):
    return struct.pack('<BBI2xI', 4, 12, domain, 0)


# AML (ACPI 6.5, 20.2): a term with a PkgLength, and what the DSDT is made of

def package(opcode, body):
    n = len(body) + 1
    length = bytes([n]) if n < 0x40 else \
        bytes([0x40 | (n + 1) & 0xf, (n + 1) >> 4])
    return opcode + length + body


def name(seg, value):
    return b'\x08' + seg + value


def device(seg, *names):
    return package(b'\x5b\x82', seg + b''.join(names))


def processor(seg, uid):
    return device(seg, name(b'_HID', b'\x0dACPI0007\0'),
                  name(b'_UID', bytes([10, uid])))


def pnp(number):
    """EISAID ("PNPnnnn"), as a _HID"""
    return name(b'_HID', b'\x0c\x41\xd0' + number.to_bytes(2, 'big'))


def integer(value):
    return b'\x0c' + value.to_bytes(4, 'little')


END_TAG = b'\x79\0'


def resources(*descriptors):
    """A _CRS; the end tag is to be given."""
    template = b''.join(descriptors)
    return name(b'_CRS', package(b'\x11', bytes([10, len(template)]) +
                                 template))


def ports(base, count, align=1, last=None):
    return struct.pack('<BBHHBB', 0x47, 1, base, last or base, align, count)


def fixed_memory(base, length):
    return struct.pack('<BHBII', 0x86, 9, 1, base, length)


def memory_window(first, last, length=None):
    return struct.pack('<BHBBBIIIII', 0x87, 23, 0, 0xc, 1, 0, first, last, 0,
                       last - first + 1 if length is None else length)


def bus_window(first, last):
    return struct.pack('<BHBBBHHHHH', 0x88, 13, 2, 0xc, 0, 0, first, last, 0,
                       last - first + 1)


def routes(*mappings):
    """A _PRT: of each the address, the pin, the source as bytes, the GSI
    if there is one"""
    return name(b'_PRT', package(b'\x12', bytes([len(mappings)]) + b''.join(
        package(b'\x12', bytes([3 + len(gsi)]) + integer(address) +
                integer(pin) + source + b''.join(map(integer, gsi)))
        for address, pin, source, *gsi in mappings)))


S5 = name(b'_S5_', package(b'\x12', b'\0'))
HID_PS2, HID_MOUSE = pnp(0x0303), pnp(0x0f13)
HID_BOARD, HID_BRIDGE = pnp(0x0c02), pnp(0x0a03)
SCOPE = b'\x10'
SB = b'\\_SB_'


class Sound(Set):
    """A sound set: tables that are linked into it, and how"""

    def __init__(self):
        super().__init__()
        self.rsdp = Table('RSDP', struct.pack('<8sB6sBIIQB3x', b'RSD PTR ', 0,
                                              b'SPOIL ', 2, 0, 36, 0, 0))
        self.tables = {
            'FACS': Table('FACS', struct.pack('<4sI24xB31x', b'FACS', 64, 2)),
            'DSDT': Table('DSDT', header(
                'DSDT', 2, S5 + package(
                    SCOPE, SB + device(b'KBD_', HID_PS2) +
                    device(b'MBRD', HID_BOARD, resources(
                        fixed_memory(0xb0000000, 0x4c000000), END_TAG)) +
                    processor(b'CPU0', 0)))),
            'FACP': self.sound_fadt(),
            'APIC': Table('APIC', header(
                'APIC', 6, struct.pack('<II', 0xfee00000, 1) + lapic(0, 0) +
                ioapic(0) + override(0))),
            'MCFG': Table('MCFG', header(
                'MCFG', 1, bytes(8) +
                struct.pack('<QHBB4x', 0xe0000000, 0, 0, 255))),
            'SRAT': Table('SRAT', header(
                'SRAT', 3, struct.pack('<I8x', 1) + srat_cpu(0, 0))),
            'SLIT': Table('SLIT', header('SLIT', 1,
                                         struct.pack('<QB', 1, 10))),
        }
        self.entries = ['FACP', 'APIC', 'MCFG', 'SRAT', 'SLIT']
        self.root, self.xsdt = 'XSDT', True
        self.root_extra = b''   # bytes at the end of the XSDT
        self.room = bytes(8)    # behind it, for coreboot's entry
        self.end = b''          # of tables.bin
        self.gaps = {}          # bytes in front of a table
        self.pointers = {'FIRMWARE_CTRL': 'FACS', 'DSDT': 'DSDT',
                         'X_DSDT': 'DSDT'}
        self.unsummed = set()   # tables whose checksum stays 0
        self.rsdp_file = RSDP
        self.align, self.zone = 64, HIGH
        self.rsdp_align, self.rsdp_zone = 16, FSEG

    @staticmethod
    def sound_fadt():
        fadt = Table('FACP', header('FACP', 6, bytes(240)))
        for field, value in {
                'Minor': 5, 'SCI_INT': 9, 'IAPC_BOOT_ARCH': IAPC_8042,
                'Flags': WBINVD | PROC_C1 | SLP_BUTTON,
                'PM1a_EVT_BLK': 0x600, 'PM1_EVT_LEN': 4,
                'PM1a_CNT_BLK': 0x604, 'PM1_CNT_LEN': 2,
                'P_LVL2_LAT': 0xfff, 'P_LVL3_LAT': 0xfff,
                'X_PM1a_EVT_BLK': gas(32, 0x600),
                'X_PM1a_CNT_BLK': gas(16, 0x604)}.items():
            fadt[field] = value
        return fadt

    def link(self):
        """Places the tables, and writes the script for them."""
        size = 8 if self.xsdt else 4
        self.tables['ROOT'] = Table('ROOT', header(
            self.root, 1, bytes(size * len(self.entries)) + self.root_extra))
        self.blob, self.places = bytearray(), {}
        for key, table in self.tables.items():
            self.blob += bytes(-len(self.blob) % 64) + self.gaps.get(key, b'')
            self.places[key] = len(self.blob)
            self.blob += table
        self.blob += self.room + self.end
        self.blob += bytes(-len(self.blob) % 16)        # is aligned anyhow
        self.files = {self.rsdp_file: self.rsdp, TABLES: self.blob}
        self.add(ALLOCATE, TABLES, self.align, self.zone)
        self.add(ALLOCATE, self.rsdp_file, self.rsdp_align, self.rsdp_zone)
        for i, key in enumerate(self.entries):
            self.point(TABLES, self.places['ROOT'] + 36 + size * i, size, key)
        for field, key in self.pointers.items():
            if key in self.places and 'FACP' in self.places:
                offset, form = FIELDS['FACP'][field]
                self.point(TABLES, self.places['FACP'] + offset,
                           struct.calcsize(form), key)
        self.point(self.rsdp_file, 24 if self.xsdt else 16, size, 'ROOT')
        for key, table in self.tables.items():
            if table['Signature'] != b'FACS' and key not in self.unsummed:
                at = self.places[key]
                self.add(ADD_CHECKSUM, TABLES, at + 9, at, len(table))
        self.add(ADD_CHECKSUM, self.rsdp_file, 8, 0, 20)
        if len(self.rsdp) >= 36 and self.rsdp['Revision'] >= 2:
            self.add(ADD_CHECKSUM, self.rsdp_file, 32, 0, 36)

    def point(self, file, offset, size, key):
        self.files[file][offset:offset + size] = \
            self.places[key].to_bytes(size, 'little')
        self.add(ADD_POINTER, file, TABLES, offset, size)

    def cpu(self, entry, apic_id):
        """A second processor, wherever one is named"""
        self.tables['DSDT'].add(package(SCOPE, SB + processor(b'CPU1', 1)))
        self.tables['APIC'].add(entry)
        self.tables['SRAT'].add(srat_cpu(0, apic_id))

    def spare(self, size, value=0):
        """A pointer behind everything, which nobody misses"""
        self.add(ADD_POINTER, TABLES, TABLES, len(self.blob), size)
        self.blob += value.to_bytes(8, 'little')


def gicc(uid, flags=1):
    return struct.pack('<BBHIIIIIQQQQIQQBxH', 11, 80, 0, uid, uid, flags, 0,
                       23, 0, 0, 0, 0, 25, 0x80a0000, uid, 0, 0)


def gicd():
    return struct.pack('<BBHIQIB3x', 12, 24, 0, 0, 0x8000000, 0, 3)


def srat_gicc(domain, uid):
    return struct.pack('<BBIIII', 3, 18, domain, uid, 1, 0)


class Gic(Sound):
    """The same with processors of a GIC, as Arm has them"""

    def __init__(self):
        super().__init__()
        self.tables['APIC'].cut(44)
        self.tables['APIC']['Flags'] = 0
        self.tables['APIC'].add(gicd() + gicc(0) + gicc(1) + gicc(2, 0))
        self.tables['SRAT'].cut(48)
        self.tables['SRAT'].add(srat_gicc(0, 0) + srat_gicc(0, 1))
