#ifndef BASE_OTP_H
#define BASE_OTP_H

#include <stdint.h>

#include "base/arena.h"

/*
 * Codes of an authenticator app: TOTP after RFC 6238, six digits, SHA-1, a new
 * one every OTP_STEP_SECONDS. Thin over liboath. Time is in seconds since
 * 1970; a secret is base32 without padding, 32 letters for 160 bits. Nothing
 * here remembers which codes were used: the caller keeps the step.
 */
enum { OTP_STEP_SECONDS = 30, OTP_DIGITS = 6, OTP_SECRET_LETTERS = 32 };

/* A new secret from the system's random source. */
const char *otp_secret(struct arena *);
/*
 * Which step `code` belongs to: the present one, the one before or the one
 * after, for clocks that differ a little. INVALID when it is none of them, is
 * not six digits, or the secret is no base32.
 */
enum result otp_match(const char *secret, const char *code, int64_t seconds,
    int64_t *step) MUST_CHECK;
/* The otpauth:// address an app reads from a QR code. */
const char *otp_uri(struct arena *, const char *issuer, const char *account,
    const char *secret);

#endif
