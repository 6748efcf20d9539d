#ifndef TRAINING_CODE_H
#define TRAINING_CODE_H

#include "base/arena.h"

/*
 * What holds a certificate against what somebody typed off one. Its code is the
 * key: without it nobody finds out a number and a day from the digest. Pure;
 * the staff site makes the digest, the public site asks with what was typed.
 */

/* A new code: "abcd-efgh-ijkm", letters and digits that look like no other. */
const char *training_code_new(struct arena *);
/* 64 hex digits. Blanks, hyphens, width and case make no difference, as in
 * "第 ２０２６－０００１ 号" for "2026-0001". */
const char *training_code_digest(struct arena *, const char *number,
    const char *day, const char *code);
/* What the public site knows a door by: the token itself stays on the poster. */
const char *training_door_digest(struct arena *, const char *token);
/* Four digits to be shown and typed; those of start and end differ. */
const char *training_start_code(struct arena *, const char *token);
const char *training_end_code(struct arena *, const char *token);

#endif
