/* See LICENSE for licence details. */

/*
 * A VMM in C++ that gives firmware a fw_cfg file for each table, and adds two
 * tables of its own: OEM1 holds the address of OEM2.
 *
 * usage: fwcfg NCPUS DIR
 *
 * Here fw_cfg is a directory, laid out as Linux shows the device to a guest
 * in /sys/firmware/qemu_fw_cfg/by_name.
 */

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "vmacpigen.h"

namespace {

// One file per kind of table; those of our own share one.
const std::vector<std::pair<const char *, vmacpigen_kind>> places = {
	{ VMACPIGEN_FW_CFG_RSDP, VMACPIGEN_RSDP },
	{ "etc/acpi/xsdt", VMACPIGEN_XSDT },
	{ "etc/acpi/facs", VMACPIGEN_FACS },
	{ "etc/acpi/dsdt", VMACPIGEN_DSDT },
	{ "etc/acpi/ssdt", VMACPIGEN_SSDT },
	{ "etc/acpi/facp", VMACPIGEN_FADT },
	{ "etc/acpi/apic", VMACPIGEN_MADT },
	{ "etc/acpi/hpet", VMACPIGEN_HPET },
	{ "etc/acpi/waet", VMACPIGEN_WAET },
	{ "etc/acpi/oem", VMACPIGEN_OTHER },
};

void
must(const char *error)
{
	if (error != nullptr)
		throw std::runtime_error(error);
}

class Tables {
public:
	explicit Tables(const vmacpigen_config &config)
	{
		try {
			build(config);
		} catch (...) {
			vmacpigen_tables_free(&tables);
			throw;
		}
	}
	Tables(const Tables &) = delete;
	Tables &operator=(const Tables &) = delete;
	~Tables() { vmacpigen_tables_free(&tables); }

	vmacpigen_tables tables = {};

private:
	void
	build(const vmacpigen_config &config)
	{
		static const char text[] = "what the guest's driver reads";
		static const std::uint64_t open = 0;

		must(vmacpigen_build_body(&tables, &config));
		const auto oem2 = vmacpigen_begin_header(&tables, &config,
		    "OEM2", 1);
		vmacpigen_add(&tables, text, sizeof(text));
		vmacpigen_end_header(&tables);
		vmacpigen_begin_header(&tables, &config, "OEM1", 1);
		vmacpigen_refer(&tables, vmacpigen_here(&tables), sizeof(open),
		    oem2);
		vmacpigen_add(&tables, &open, sizeof(open));
		vmacpigen_end_header(&tables);
		must(vmacpigen_build_roots(&tables, &config));
	}
};

vmacpigen_layout_file
place_of(const char *name, vmacpigen_kind kind)
{
	vmacpigen_layout_file file = {};

	file.name = name;
	file.align = kind == VMACPIGEN_FACS ? 64 : 16;
	file.step = 1;
	file.zone = kind == VMACPIGEN_RSDP ? VMACPIGEN_ZONE_FSEG :
	    VMACPIGEN_ZONE_HIGH;
	file.nkinds = 1;
	file.kinds[0] = static_cast<std::uint8_t>(kind);
	return file;
}

void
save(const std::filesystem::path &dir, const vmacpigen_file &file)
{
	const auto path = dir / file.name;

	std::filesystem::create_directories(path);
	std::ofstream f(path / "raw", std::ios::binary);
	f.write(reinterpret_cast<const char *>(file.data),
	    static_cast<std::streamsize>(file.length));
	if (!f.flush())
		throw std::runtime_error(path.string() + ": cannot write");
}

void
register_fw_cfg(std::uint32_t ncpus, const std::filesystem::path &dir)
{
	vmacpigen_config config;
	std::vector<vmacpigen_layout_file> files;
	vmacpigen_layout layout = {};
	vmacpigen_set set;

	vmacpigen_config_init(&config, vmacpigen_machine_find("q35"));
	config.ncpus = ncpus;
	for (const auto &[name, kind] : places)
		files.push_back(place_of(name, kind));
	layout.files = files.data();
	layout.nfiles = files.size();

	const Tables built(config);
	if (const char *error = vmacpigen_link(&set, &built.tables, &layout)) {
		const std::string reason = error;
		vmacpigen_set_free(&set);
		throw std::runtime_error(reason);
	}
	for (std::size_t i = 0; i < set.nfiles; i++)
		save(dir, set.files[i]);
	vmacpigen_file script = set.script;
	std::string(VMACPIGEN_FW_CFG_LOADER).copy(script.name,
	    sizeof(script.name) - 1);
	save(dir, script);
	vmacpigen_set_free(&set);
}

}

int
main(int argc, char *argv[])
{
	if (argc != 3) {
		std::cerr << "usage: fwcfg NCPUS DIR\n";
		return 1;
	}
	try {
		register_fw_cfg(static_cast<std::uint32_t>(
		    std::strtoul(argv[1], nullptr, 10)), argv[2]);
	} catch (const std::exception &e) {
		std::cerr << "ACPI tables: " << e.what() << '\n';
		return 1;
	}
	return 0;
}
