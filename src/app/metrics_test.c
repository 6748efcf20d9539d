#include "app/metrics.h"

#include <ctype.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/metrics_text.h"
#include "app/site.h"
#include "tests/kit_public.h"
#include "tests/kit_town.h"

/* Reads the text format as strictly as it is told, and no other. */
enum { MAX_SAMPLES = 400, MAX_FAMILIES = 60, MAX_NAME = 200 };

struct reading {
	const char *at;
	char family[MAX_NAME], type[MAX_NAME];
	char families[MAX_FAMILIES][MAX_NAME], samples[MAX_SAMPLES][MAX_NAME];
	size_t nfamilies, nsamples;
};

static bool
skip(struct reading *p, const char *word)
{
	if (strncmp(p->at, word, strlen(word)) != 0)
		return false;
	p->at += strlen(word);
	return true;
}

static void
name(struct reading *p, char out[MAX_NAME])
{
	size_t n = 0;

	EXPECT(isalpha((unsigned char)*p->at) || *p->at == '_');
	while (isalnum((unsigned char)*p->at) || *p->at == '_') {
		EXPECT(n + 1 < MAX_NAME);
		out[n++] = *p->at++;
	}
	out[n] = '\0';
}

/* HELP, then TYPE, of a name that was not there before. */
static void
family(struct reading *p)
{
	char again[MAX_NAME];

	EXPECT(skip(p, "# HELP "));
	name(p, p->family);
	EXPECT(skip(p, " ") && *p->at != '\n');
	p->at += strcspn(p->at, "\n");
	EXPECT(skip(p, "\n# TYPE "));
	name(p, again);
	EXPECT(strcmp(again, p->family) == 0 && skip(p, " "));
	name(p, p->type);
	EXPECT(strcmp(p->type, "gauge") == 0 || strcmp(p->type, "counter") == 0 ||
	    strcmp(p->type, "histogram") == 0);
	EXPECT(skip(p, "\n"));
	for (size_t i = 0; i < p->nfamilies; i++)
		EXPECT(strcmp(p->families[i], p->family) != 0);
	EXPECT(p->nfamilies < MAX_FAMILIES);
	memcpy(p->families[p->nfamilies++], p->family, MAX_NAME);
}

static void
labels(struct reading *p)
{
	char label[MAX_NAME];

	do {
		name(p, label);
		EXPECT(strchr(label, ':') == NULL && skip(p, "=\""));
		for (; *p->at != '"'; p->at++) {
			EXPECT(*p->at && *p->at != '\n');
			if (*p->at == '\\')
				p->at++;
			EXPECT(p->at[-1] != '\\' || strchr("\\\"n", *p->at));
		}
		p->at++;
	} while (skip(p, ","));
	EXPECT(skip(p, "}"));
}

/* Of the family that was told last, and never told twice. */
static double
sample(struct reading *p)
{
	const char *from = p->at, *suffix;
	char of[MAX_NAME], *end;
	size_t n;
	double value;

	name(p, of);
	n = strlen(p->family);
	suffix = of + n;
	EXPECT(strncmp(of, p->family, n) == 0);
	EXPECT(strcmp(p->type, "histogram") == 0 ?
	    strcmp(suffix, "_bucket") == 0 || strcmp(suffix, "_sum") == 0 ||
	    strcmp(suffix, "_count") == 0 : *suffix == '\0');
	if (skip(p, "{"))
		labels(p);
	n = (size_t)(p->at - from);
	EXPECT(skip(p, " ") && n < MAX_NAME && p->nsamples < MAX_SAMPLES);
	memcpy(p->samples[p->nsamples], from, n);
	for (size_t i = 0; i < p->nsamples; i++)
		EXPECT(strcmp(p->samples[i], p->samples[p->nsamples]) != 0);
	p->nsamples++;
	value = strtod(p->at, &end);
	EXPECT(end > p->at && isfinite(value) && value >= 0);
	p->at = end;
	EXPECT(skip(p, "\n"));
	return value;
}

static void
read_all(const char *text, struct reading *p)
{
	memset(p, 0, sizeof(*p));
	p->at = text;
	while (*p->at) {
		if (*p->at == '#')
			family(p);
		else
			(void)sample(p);
	}
	EXPECT(p->at > text && p->at[-1] == '\n');
}

/* The value of a sample, written as it stands; -1: it is not there. */
static double
value_of(const struct town *t, const char *written)
{
	const char *line = arena_fmt(t->mem, "\n%s ", written);
	const char *at = strstr(t->body, line);

	return at ? strtod(at + strlen(line), NULL) : -1;
}

static struct http_meter *
offer(struct town *t, const char *stamps)
{
	struct http_meter *m = http_meter_new(metrics_kind);

	t->site->metrics = metrics_new(t->mem, m, stamps);
	return m;
}

/* The site outlives none of it. */
static void
withdraw(struct town *t, struct http_meter *m)
{
	metrics_close((struct metrics *)(uintptr_t)t->site->metrics);
	t->site->metrics = NULL;
	http_meter_free(m);
}

TEST(metrics_are_in_the_text_format_without_a_fault)
{
	struct http_meter *m = offer(t, NULL);
	struct http_mark mark = { 0 };
	struct reading *p = arena_take(t->mem, sizeof(*p));

	http_meter_begin(m, &mark, 0, "GET", "/children/secret-id");
	http_meter_answer(m, &mark, 200);
	sign_in(t, NULL);
	get(t, "/metrics");
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "text/plain; version=0.0.4; charset=utf-8") == 0);
	read_all(t->body, p);
	EXPECT(p->nfamilies >= 20);
	EXPECT(value_of(t, "tsunagu_http_answers_total{kind=\"page\","
	    "status=\"2xx\"}") == 1);
	EXPECT(value_of(t, "tsunagu_http_answer_seconds_count{kind=\"page\"}")
	    == 1);
	EXPECT(value_of(t, "tsunagu_http_answer_seconds_bucket{kind=\"page\","
	    "le=\"+Inf\"}") == 1);
	EXPECT(value_of(t, "process_resident_memory_bytes") > 1 << 20);
	EXPECT(value_of(t, "process_open_fds") > 2);
	EXPECT(value_of(t, "tsunagu_database_bytes") > 100000);
	EXPECT(value_of(t, "tsunagu_database_answers") == 1);
	EXPECT(value_of(t, "tsunagu_last_commit_ok") == 1);
	EXPECT(value_of(t, "tsunagu_sessions") ==
	    (double)town_number(t, "SELECT count(*) FROM session"));
	EXPECT(value_of(t, "tsunagu_log_rows") ==
	    (double)town_number(t, "SELECT count(*) FROM audit"));
	withdraw(t, m);
}

TEST(metrics_hold_no_text_of_any_record)
{
	struct http_meter *m = offer(t, NULL);

	post(t, "/children", "name", "青森 花子", "kana", "アオモリ ハナコ",
	    "born_on", "2020-05-05", "municipality", "02201", NULL);
	EXPECT(t->status == 303);
	get(t, "/metrics");
	EXPECT_NOT_SEES(t, "青森");
	EXPECT_NOT_SEES(t, "02201");
	EXPECT_NOT_SEES(t, "hana");
	EXPECT_NOT_SEES(t, "child");
	/* Nothing but ASCII: no name in Japanese can be there. */
	for (const char *s = t->body; *s; s++)
		EXPECT((unsigned char)*s < 0x80);
	withdraw(t, m);
}

/* As an address that is not there. */
static void
expect_nothing(struct town *t)
{
	get(t, "/metrics");
	EXPECT_STATUS(t, 404);
	EXPECT_NOT_SEES(t, "tsunagu_build_info");
}

TEST(metrics_are_for_this_machine_alone_when_asked_for_at_all)
{
	static const char *const passed_on[] = { "x-forwarded-for", "forwarded",
		"x-real-ip", "via", "x-forwarded-proto" };
	struct http_meter *m;

	expect_nothing(t);
	m = offer(t, NULL);
	for (size_t i = 0; i < COUNT(passed_on); i++) {
		with_header(t, passed_on[i], "127.0.0.1");
		expect_nothing(t);
	}
	post(t, "/metrics", NULL);
	EXPECT(t->status == 404 || t->status == 405);
	get(t, "/metrics");
	EXPECT_STATUS(t, 200);
	withdraw(t, m);
}

UNIT(metrics_are_not_for_other_addresses)
{
	static const struct {
		const char *address;
		bool may;
	} cases[] = { { "127.0.0.1", true }, { "127.3.2.1", true },
		{ "::1", true }, { "::ffff:127.0.0.1", true },
		{ "192.0.2.1", false }, { "::ffff:192.0.2.1", false },
		{ "1270.0.0.1", false }, { "::11", false }, { "", false } };
	const struct metrics m = { .statm = -1 };
	const struct site site = { .metrics = &m };
	struct arena *mem = arena_new();
	struct request *r = arena_take(mem, sizeof(*r));

	r->mem = mem;
	r->site = &site;
	r->method = "GET";
	r->path = "/metrics";
	for (size_t i = 0; i < COUNT(cases); i++) {
		r->address = cases[i].address;
		EXPECT(metrics_asked(r) == cases[i].may);
	}
	arena_free(mem);
}

UNIT(metrics_kinds_say_what_an_address_is_and_never_which)
{
	EXPECT(metrics_kind("GET", "/web/app.css") !=
	    metrics_kind("GET", "/children"));
	EXPECT(metrics_kind("GET", "/children") ==
	    metrics_kind("HEAD", "/children/0123?x=1"));
	EXPECT(metrics_kind("POST", "/children") !=
	    metrics_kind("GET", "/children"));
	EXPECT(metrics_kind("POST", "/questionnaires/abc") == HTTP_KINDS);
	EXPECT(metrics_kind("GET", "/questionnaires/abc") == HTTP_KINDS);
}

UNIT(metric_labels_are_escaped)
{
	struct arena *mem = arena_new();
	struct buffer b = buffer_new(mem);
	struct reading *p = arena_take(mem, sizeof(*p));

	metric_family(&b, "a", METRIC_GAUGE, "one\nline \\ of \"help\"");
	metric_sample(&b, "a", 0.5, "x", "q\"b\\n\n", "y", "2", NULL);
	EXPECT(strcmp(b.s, "# HELP a one\\nline \\\\ of \"help\"\n"
	    "# TYPE a gauge\na{x=\"q\\\"b\\\\n\\n\",y=\"2\"} 0.500\n") == 0);
	read_all(b.s, p);
	arena_free(mem);
}

static void
leave(const char *folder, const char *stamp, time_t at)
{
	const struct timespec both[2] = { { at, 0 }, { at, 0 } };
	int fd = openat(AT_FDCWD, folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int made = openat(fd, stamp, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	EXPECT(fd >= 0 && made >= 0 && futimens(made, both) == 0);
	close(made);
	close(fd);
}

TEST(metrics_tell_when_backup_and_verify_last_went_well)
{
	static const char *const stamps[] = { "stamp-backup", "stamp-verify",
		"stamp-verify-wrong" };
	char folder[] = "/tmp/tsunagu-stamps-XXXXXX";
	struct http_meter *m;

	EXPECT(mkdtemp(folder));
	m = offer(t, folder);
	get(t, "/metrics");
	EXPECT_NOT_SEES(t, "tsunagu_backup");
	EXPECT_NOT_SEES(t, "tsunagu_verify");
	leave(folder, stamps[0], 1700000000);
	leave(folder, stamps[1], 1700000100);
	get(t, "/metrics");
	EXPECT(value_of(t, "tsunagu_backup_timestamp_seconds") == 1700000000);
	EXPECT(value_of(t, "tsunagu_verify_timestamp_seconds") == 1700000100);
	EXPECT(value_of(t, "tsunagu_verify_ok") == 1);
	leave(folder, stamps[2], 1700000200);
	get(t, "/metrics");
	EXPECT(value_of(t, "tsunagu_verify_ok") == 0);
	for (size_t i = 0; i < COUNT(stamps); i++)
		unlink(arena_fmt(t->mem, "%s/%s", folder, stamps[i]));
	rmdir(folder);
	withdraw(t, m);
}

TEST(metrics_of_the_public_site_know_of_no_casework)
{
	struct http_meter *m = http_meter_new(metrics_kind);
	struct metrics *metrics = metrics_new(t->mem, m, NULL);
	struct reading *p = arena_take(t->mem, sizeof(*p));
	struct public_site site = { 0 };

	public_begin(&site, t);
	public_open(&site);
	visit(&site, "/metrics");
	EXPECT_STATUS(&site.t, 404);
	editions_metrics(site.editions, metrics);
	visit(&site, "/metrics");
	EXPECT_STATUS(&site.t, 200);
	read_all(site.t.body, p);
	EXPECT(value_of(&site.t, "tsunagu_bundle_timestamp_seconds") > 0);
	EXPECT(value_of(&site.t, "tsunagu_sessions") == -1);
	EXPECT(value_of(&site.t, "tsunagu_log_rows") == -1);
	EXPECT(strcmp(header(&site.t, "Cache-Control"), "no-store") == 0);
	public_close(&site);
	metrics_close(metrics);
	http_meter_free(m);
}
