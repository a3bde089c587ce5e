/* See LICENSE for licence details. */

#include "terms.h"

static const struct opcode opcodes[] = {
	{ OP_ZERO, "", false, "Zero" },
	{ OP_ONE, "", false, "One" },
	{ OP_ALIAS, "nn", false, "Alias" },
	{ OP_NAME, "no", false, "Name" },
	{ OP_BYTE, "b", false, "Byte" },
	{ OP_WORD, "w", false, "Word" },
	{ OP_DWORD, "d", false, "DWord" },
	{ OP_STRING, "z", false, "String" },
	{ OP_QWORD, "q", false, "QWord" },
	{ OP_SCOPE, "PnL", true, "Scope" },
	{ OP_BUFFER, "PtB", false, "Buffer" },
	{ OP_PACKAGE, "PbE", false, "Package" },
	{ OP_VAR_PACKAGE, "PtE", false, "VarPackage" },
	{ OP_METHOD, "PnbM", false, "Method" },
	{ OP_EXTERNAL, "nbb", false, "External" },
	{ OP_LOCAL0, "", false, "Local0" },
	{ OP_LOCAL0 + 1, "", false, "Local1" },
	{ OP_LOCAL0 + 2, "", false, "Local2" },
	{ OP_LOCAL0 + 3, "", false, "Local3" },
	{ OP_LOCAL0 + 4, "", false, "Local4" },
	{ OP_LOCAL0 + 5, "", false, "Local5" },
	{ OP_LOCAL0 + 6, "", false, "Local6" },
	{ OP_LOCAL0 + 7, "", false, "Local7" },
	{ OP_ARG0, "", false, "Arg0" },
	{ OP_ARG0 + 1, "", false, "Arg1" },
	{ OP_ARG0 + 2, "", false, "Arg2" },
	{ OP_ARG0 + 3, "", false, "Arg3" },
	{ OP_ARG0 + 4, "", false, "Arg4" },
	{ OP_ARG0 + 5, "", false, "Arg5" },
	{ OP_ARG0 + 6, "", false, "Arg6" },
	{ OP_STORE, "ts", false, "Store" },
	{ OP_REF_OF, "r", false, "RefOf" },
	{ OP_ADD, "ttT", false, "Add" },
	{ 0x73, "ttT", false, "Concatenate" },
	{ OP_SUBTRACT, "ttT", false, "Subtract" },
	{ OP_INCREMENT, "s", false, "Increment" },
	{ OP_DECREMENT, "s", false, "Decrement" },
	{ OP_MULTIPLY, "ttT", false, "Multiply" },
	{ OP_DIVIDE, "ttTT", false, "Divide" },
	{ OP_SHIFT_LEFT, "ttT", false, "ShiftLeft" },
	{ OP_SHIFT_RIGHT, "ttT", false, "ShiftRight" },
	{ OP_AND, "ttT", false, "And" },
	{ OP_NAND, "ttT", false, "NAnd" },
	{ OP_OR, "ttT", false, "Or" },
	{ OP_NOR, "ttT", false, "NOr" },
	{ OP_XOR, "ttT", false, "XOr" },
	{ OP_NOT, "tT", false, "Not" },
	{ 0x81, "tT", false, "FindSetLeftBit" },
	{ 0x82, "tT", false, "FindSetRightBit" },
	{ 0x83, "t", false, "DerefOf" },
	{ 0x84, "ttT", false, "ConcatenateResTemplate" },
	{ OP_MOD, "ttT", false, "Mod" },
	{ 0x86, "ut", false, "Notify" },
	{ OP_SIZE_OF, "u", false, "SizeOf" },
	{ OP_INDEX, "ttT", false, "Index" },
	{ 0x89, "tbtbtt", false, "Match" },
	{ OP_CREATE_DWORD, "ttn", false, "CreateDWordField" },
	{ OP_CREATE_WORD, "ttn", false, "CreateWordField" },
	{ OP_CREATE_BYTE, "ttn", false, "CreateByteField" },
	{ OP_CREATE_BIT, "ttn", false, "CreateBitField" },
	{ 0x8e, "r", false, "ObjectType" },
	{ OP_CREATE_QWORD, "ttn", false, "CreateQWordField" },
	{ OP_LAND, "tt", false, "LAnd" },
	{ OP_LOR, "tt", false, "LOr" },
	{ OP_LNOT, "t", false, "LNot" },
	{ OP_LEQUAL, "tt", false, "LEqual" },
	{ OP_LGREATER, "tt", false, "LGreater" },
	{ OP_LLESS, "tt", false, "LLess" },
	{ 0x96, "tT", false, "ToBuffer" },
	{ 0x97, "tT", false, "ToDecimalString" },
	{ 0x98, "tT", false, "ToHexString" },
	{ OP_TO_INTEGER, "tT", false, "ToInteger" },
	{ 0x9c, "ttT", false, "ToString" },
	{ 0x9d, "tS", false, "CopyObject" },
	{ 0x9e, "tttT", false, "Mid" },
	{ 0x9f, "", false, "Continue" },
	{ OP_IF, "PtL", false, "If" },
	{ OP_ELSE, "PL", false, "Else" },
	{ OP_WHILE, "PtL", false, "While" },
	{ 0xa3, "", false, "NoOp" },
	{ OP_RETURN, "t", false, "Return" },
	{ 0xa5, "", false, "Break" },
	{ 0xcc, "", false, "BreakPoint" },
	{ OP_ONES, "", false, "Ones" },
	{ OP_MUTEX, "nb", false, "Mutex" },
	{ OP_EVENT, "n", false, "Event" },
	{ OP_COND_REF_OF, "rT", false, "CondRefOf" },
	{ OP_CREATE_FIELD, "tttn", false, "CreateField" },
	{ OP_LOAD_TABLE, "tttttt", false, "LoadTable" },
	{ OP_LOAD, "rT", false, "Load" },
	{ 0x5b21, "t", false, "Stall" },
	{ 0x5b22, "t", false, "Sleep" },
	{ 0x5b23, "uw", false, "Acquire" },
	{ 0x5b24, "u", false, "Signal" },
	{ 0x5b25, "ut", false, "Wait" },
	{ 0x5b26, "u", false, "Reset" },
	{ 0x5b27, "u", false, "Release" },
	{ 0x5b28, "tT", false, "FromBCD" },
	{ 0x5b29, "tT", false, "ToBCD" },
	{ 0x5b2a, "u", false, "Unload" },
	{ 0x5b30, "", false, "Revision" },
	{ 0x5b31, "", false, "Debug" },
	{ 0x5b32, "bdt", false, "Fatal" },
	{ 0x5b33, "", false, "Timer" },
	{ OP_REGION, "nbtt", false, "OperationRegion" },
	{ OP_FIELD, "PnbF", false, "Field" },
	{ OP_DEVICE, "PnL", true, "Device" },
	{ OP_PROCESSOR, "PnbdbL", true, "Processor" },
	{ OP_POWER_RESOURCE, "PnbwL", true, "PowerResource" },
	{ OP_THERMAL_ZONE, "PnL", true, "ThermalZone" },
	{ OP_INDEX_FIELD, "PnnbF", false, "IndexField" },
	{ OP_BANK_FIELD, "PnntbF", false, "BankField" },
	{ OP_DATA_REGION, "nttt", false, "DataTableRegion" },
};

const struct opcode *
opcode_find(unsigned int code)
{
	static uint8_t	 found[2][256];		/* numbers from 1 */
	unsigned int	 i;

	if (found[0][OP_ZERO] == 0) {
		for (i = 0; i < sizeof(opcodes) / sizeof(opcodes[0]); i++)
			found[opcodes[i].code > 0xff][opcodes[i].code & 0xff] =
			    (uint8_t)(i + 1);
	}
	if (code <= 0xff)
		i = found[0][code];
	else
		i = code >> 8 == OP_EXTENDED ? found[1][code & 0xff] : 0;
	return (i == 0 ? NULL : &opcodes[i - 1]);
}

bool
opcode_defines(const struct opcode *op)
{
	switch (op->code) {
	case OP_ALIAS:
	case OP_NAME:
	case OP_METHOD:
	case OP_EXTERNAL:
	case OP_CREATE_DWORD:
	case OP_CREATE_WORD:
	case OP_CREATE_BYTE:
	case OP_CREATE_BIT:
	case OP_CREATE_QWORD:
	case OP_CREATE_FIELD:
	case OP_MUTEX:
	case OP_EVENT:
	case OP_REGION:
	case OP_FIELD:
	case OP_INDEX_FIELD:
	case OP_BANK_FIELD:
	case OP_DATA_REGION:
		return (true);
	default:
		return (false);
	}
}
