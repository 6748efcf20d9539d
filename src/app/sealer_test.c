#include "app/sealer.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/ledger.h"
#include "app/verify_town_test.h"
#include "base/chain_key.h"

static size_t
lines(struct log_town *a)
{
	size_t n = 0;

	for (const char *s = log_file(a, CHAIN_KEY_POINTS); *s; s++)
		n += *s == '\n';
	return n;
}

/* Of the newest checkpoint. */
static long long
signed_seq(struct log_town *a)
{
	const char *s = log_file(a, CHAIN_KEY_POINTS), *last = s;

	for (; *s; s++) {
		if (*s == '\n' && s[1])
			last = s + 1;
	}
	return strtoll(strchr(last, ' '), NULL, 10);
}

static void
write_to(struct log_town *a, int64_t rows)
{
	while (town_number(a->t, "SELECT max(seq) FROM audit") < rows)
		log_write(a, "child-a");
}

static bool
look(struct log_town *a, int *waited)
{
	return sealer_look(a->t->site, a->t->db, a->t->mem, waited);
}

TEST(sealer_signs_a_minute_after_a_row)
{
	struct log_town a;
	int waited = 0;

	log_town_open(&a, t);
	for (int second = 1; second < SEALER_SECONDS; second++)
		EXPECT(!look(&a, &waited));
	EXPECT(lines(&a) == 4);
	EXPECT(look(&a, &waited));
	EXPECT(lines(&a) == 5 && signed_seq(&a) == LOG_ROWS);
	for (int second = 0; second < 2 * SEALER_SECONDS; second++)
		EXPECT(!look(&a, &waited));
	EXPECT(lines(&a) == 5 && waited == 0);
	log_town_close(&a);
}

TEST(sealer_signs_a_hundred_rows_at_once_and_forgets_the_key)
{
	struct log_town a;
	int waited = 0;

	log_town_open(&a, t);
	EXPECT(strncmp(log_file(&a, CHAIN_KEY_LINK), "2 ", 2) == 0);
	write_to(&a, 299);
	EXPECT(!look(&a, &waited));
	write_to(&a, 512);
	EXPECT(look(&a, &waited));
	EXPECT(lines(&a) == 8 && signed_seq(&a) == 512);
	EXPECT(strstr(log_file(&a, CHAIN_KEY_POINTS), "tsunagu-audit-1 400 "));
	EXPECT(strncmp(log_file(&a, CHAIN_KEY_LINK), "5 ", 2) == 0);
	EXPECT(log_is_whole(&a));
	log_town_close(&a);
}

TEST(sealer_signs_when_the_server_starts_and_when_it_stops)
{
	struct log_town a;
	struct ledger *ledger;

	log_town_open(&a, t);
	ledger = ledger_start(t->site);
	EXPECT(ledger != NULL);
	ledger_stop(ledger);
	EXPECT(signed_seq(&a) == LOG_ROWS);
	ledger = ledger_start(t->site);
	log_write(&a, "child-a");
	ledger_stop(ledger);
	EXPECT(signed_seq(&a) == LOG_ROWS + 1);
	EXPECT(log_is_whole(&a));
	log_town_close(&a);
}

TEST(sealer_writes_few_lines_for_a_long_log_that_was_never_signed)
{
	struct log_town a;

	log_town_open(&a, t);
	write_to(&a, 7050);
	log_sign(&a);
	EXPECT(lines(&a) == 4 + 64 && signed_seq(&a) == 7050);
	EXPECT(log_is_whole(&a));
	log_town_close(&a);
}

/* What a signing says on standard error. */
static const char *
said_while_signing(struct log_town *a)
{
	const char *path = arena_fmt(a->t->mem, "%s/said", a->away), *said;
	int before = dup(STDERR_FILENO);
	FILE *f = fopen(path, "wb");
	size_t n;

	EXPECT(f && before >= 0 && dup2(fileno(f), STDERR_FILENO) >= 0);
	(void)sealer_sign(a->t->site, a->t->db, a->t->mem);
	EXPECT(dup2(before, STDERR_FILENO) >= 0);
	close(before);
	fclose(f);
	said = file_bytes(a->t->mem, path, &n);
	EXPECT(unlink(path) == 0);
	return said;
}

TEST(sealer_raises_the_alarm_when_an_older_database_was_put_back)
{
	struct log_town a;

	log_town_open(&a, t);
	EXPECT(!*said_while_signing(&a));
	log_do(&a, "DELETE FROM audit WHERE seq > 230;"
	    "DELETE FROM audit_seen WHERE seq > 230;"
	    "UPDATE audit_head SET seq = 230, seal ="
	    " (SELECT seal FROM audit WHERE seq = 230)");
	EXPECT(strstr(said_while_signing(&a), "ALARM: row 250, signed at"
	    " 2026-04-01T03:00:00Z, is gone"));
	EXPECT(lines(&a) == 5);
	/* It goes on, and says so again. */
	write_to(&a, 255);
	EXPECT(strstr(said_while_signing(&a), "ALARM: row 250 is not the one"));
	EXPECT(signed_seq(&a) == 255);
	EXPECT(!*said_while_signing(&a));
	log_town_close(&a);
}
