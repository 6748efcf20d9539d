#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * UTF-8 and Japanese text. Everything taken in is checked once at the door
 * (text_valid); after that it is well-formed and ends in NUL.
 */
bool	text_valid(const char *, size_t);	/* no overlong, surrogate, NUL */
size_t	text_length(const char *);		/* in code points */
bool	text_blank(const char *);		/* NULL, or only spaces of any width */

/* NFC, line ends as \n, no control characters, trimmed. Keeps IVS. */
const char *text_tidy(struct arena *, const char *);
/* NFKC: full-width digits and letters become ASCII, half-width kana full. */
const char *text_fold_width(struct arena *, const char *);
/* Hiragana to katakana, width folded: how a フリガナ is stored. */
const char *text_katakana(struct arena *, const char *);

/*
 * Search keys (design: names). Exact: NFKC, katakana, kanji variants folded
 * (髙 高, 﨑 崎, 邊邉 辺, ...), no spaces or middle dots, ASCII lower case.
 * Loose: the exact key with small kana large, voicing marks and long marks
 * dropped, ヂ as ジ, ヅ as ズ, ヲ as オ, ヴ as ハ行.
 * Both engines and all pages use these, so all give the same answer.
 */
const char *text_key(struct arena *, const char *);
const char *text_key_loose(struct arena *, const char *);

bool	text_same(const char *, const char *);	/* NULL is like NULL alone */

/* Digits of any width, sign, thousands commas. False: not a whole number. */
bool	text_number(const char *, int64_t *);
/* First n code points, with "…" when cut. */
const char *text_cut(struct arena *, const char *, size_t n);
/*
 * Splits a cell holding several values at ； ; 、 or a line break (not at "，"
 * or "・"), trimmed, empties dropped. NULL-ended array; *n may be NULL.
 */
const char *const *text_split(struct arena *, const char *, size_t *n);
/* Joined with the full-width semicolon that the CSV contract uses. */
const char *text_join(struct arena *, const char *const *, size_t n);
/* Whether the set "a,b,c" holds the word. NULL is the empty set. */
bool	text_set_has(const char *set, const char *word);

#endif
