#include "base/otp.h"

#include <string.h>

#include "tests/kit.h"

/* The secret of RFC 6238, appendix B: "12345678901234567890". */
#define RFC_SECRET "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

UNIT(code_is_what_rfc_6238_says)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} vectors[] = {
		{ 59, "287082" }, { 1111111109, "081804" },
		{ 1111111111, "050471" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { 20000000000, "353130" },
	};

	for (size_t i = 0; i < COUNT(vectors); i++) {
		int64_t step = 0;

		EXPECT(otp_match(RFC_SECRET, vectors[i].code,
		    vectors[i].seconds, &step) == OK);
		EXPECT(step == vectors[i].seconds / OTP_STEP_SECONDS);
	}
}

UNIT(code_fits_one_step_early_or_late_and_says_which_it_was)
{
	enum { BEGINS = 30 * 37037036 };	/* of that for 1111111109 */
	static const char code[] = "081804";
	int64_t step = 0;

	EXPECT(otp_match(RFC_SECRET, code, BEGINS - 31, &step) == INVALID);
	for (int64_t at = BEGINS - 30; at < BEGINS + 60; at += 15) {
		step = 0;
		EXPECT(otp_match(RFC_SECRET, code, at, &step) == OK);
		EXPECT(step == BEGINS / OTP_STEP_SECONDS);
	}
	EXPECT(otp_match(RFC_SECRET, code, BEGINS + 60, &step) == INVALID);
}

UNIT(what_is_no_code_fits_nothing)
{
	static const char *const wrong[] = { "", "0", "28708", "0287082",
	    "94287082", "28708a", " 87082", "287082 ", "２８７０８２",
	    "-87082", "28708\n" };
	int64_t step = 0;

	EXPECT(otp_match(RFC_SECRET, "287082", 59, &step) == OK);
	for (size_t i = 0; i < COUNT(wrong); i++)
		EXPECT(otp_match(RFC_SECRET, wrong[i], 59, &step) == INVALID);
	EXPECT(otp_match("", "287082", 59, &step) == INVALID);
	EXPECT(otp_match("not base32!", "287082", 59, &step) == INVALID);
}

UNIT(secret_has_160_bits_and_is_never_the_same)
{
	struct arena *mem = arena_new();
	const char *one = otp_secret(mem), *other = otp_secret(mem);
	size_t n = strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

	EXPECT(n == OTP_SECRET_LETTERS && one[n] == '\0');
	EXPECT(strcmp(one, other) != 0);
	arena_free(mem);
}

UNIT(address_for_an_app_is_escaped)
{
	struct arena *mem = arena_new();

	EXPECT(strcmp(otp_uri(mem, "A B&C", "hana?x", "ABCD"),
	    "otpauth://totp/A%20B%26C:hana%3Fx"
	    "?secret=ABCD&issuer=A%20B%26C") == 0);
	arena_free(mem);
}
