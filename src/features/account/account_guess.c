#include "features/account/account_guess.h"

#include <stdbool.h>
#include <string.h>

#include "base/result.h"

/* Of lists of stolen passwords, of this house and of its work. */
static const char *const common[] = {
	"password", "passwort", "passwd", "passw0rd", "p@ssw0rd", "p@ssword",
	"pass", "letmein", "welcome", "admin", "administrator", "root", "user",
	"login", "guest", "test", "secret", "changeme", "default", "temp",
	"iloveyou", "love", "hello", "monkey", "dragon", "master", "shadow",
	"superman", "batman", "pokemon", "princess", "sunshine", "flower",
	"football", "baseball", "soccer", "michael", "jordan", "charlie",
	"daniel", "ashley", "starwars", "whatever", "trustno1", "freedom",
	"computer", "internet", "google", "windows", "summer", "winter",
	"spring", "autumn", "january", "february", "march", "april", "june",
	"july", "august", "september", "october", "november", "december",
	"monday", "friday", "sunday", "abc", "xyz", "q1w2e3", "1q2w3e",
	"1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "zaq1",
	"xsw2", "cde3", "qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm",
	"japan", "nippon", "nihon", "tokyo", "osaka", "aomori", "hirosaki",
	"hachinohe", "sakura", "arigato", "konnichiwa", "ohayo", "sayonara",
	"daisuki", "aishiteru", "takahiro", "hanako", "taro", "ringo",
	"tsunagu", "shien", "center", "centre", "iryou", "iryo", "care",
	"kodomo", "kango", "nurse", "doctor", "hospital", "byouin", "byoin",
	"soudan", "sodan", "renkei", "fukushi", "zaitaku",
	"ぱすわーど", "つなぐ", "さくら", "ありがとう", "しえんせんたー",
};

static const char *const rows[] = { "1234567890", "qwertyuiop", "asdfghjkl",
	"zxcvbnm" };

enum { LEAST_PIECE = 3 };

static bool
begins(const char *s, const char *with)
{
	return *with && strncmp(s, with, strlen(with)) == 0;
}

/* 1900 to 2099. */
static bool
is_year(const char *s)
{
	return (begins(s, "19") || begins(s, "20")) && s[2] >= '0' &&
	    s[2] <= '9' && s[3] >= '0' && s[3] <= '9';
}

/* Bytes at `at` that are one guess; 0: none stands there. */
static size_t
word_at(const char *at, const char *login)
{
	size_t most = strlen(login) >= LEAST_PIECE && begins(at, login) ?
	    strlen(login) : 0;

	for (size_t i = 0; i < COUNT(common); i++) {
		if (begins(at, common[i]) && strlen(common[i]) > most)
			most = strlen(common[i]);
	}
	return most ? most : is_year(at) ? 4 : 0;
}

/* The longest piece at `at` that stands before it, too. */
static size_t
piece_at(const char *whole, const char *at)
{
	size_t most = 0;

	for (const char *before = whole; before < at; before++) {
		size_t n = 0;

		while (at[n] && before + n < at && before[n] == at[n])
			n++;
		if (n > most)
			most = n;
	}
	return most >= LEAST_PIECE ? most : 0;
}

static bool
beside_on_keyboard(char a, char b)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *x = strchr(rows[i], a), *y = strchr(rows[i], b);

		if (x && y && (x - y == 1 || y - x == 1))
			return true;
	}
	return false;
}

/* Follows from the one before; not for the bytes of one letter. */
static bool
follows(char before, char now)
{
	int by = now - before;

	if ((unsigned char)now >= 0x80)
		return false;
	return (by >= -1 && by <= 1) || beside_on_keyboard(before, now);
}

size_t
account_guesses(const char *folded, const char *login)
{
	size_t n = 0;

	for (const char *at = folded; *at;) {
		size_t long_one = word_at(at, login);

		if (!long_one)
			long_one = piece_at(folded, at);
		if (long_one || at == folded || !follows(at[-1], *at))
			n++;
		at += long_one ? long_one : 1;
	}
	return n;
}
