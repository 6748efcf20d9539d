#include <dirent.h>

#include "base/xlsx.h"
#include "features/opendata/opendata.h"
#include "tests/kit.h"
#include "tests/open_file.h"

/* Every published file, generated as long as a large one is, taken in twice: the
 * second time nothing changes. At full national length: bench/opendata-import. */

static const struct {
	const char *kind, *headings;
	size_t rows, one_in;
} files[] = {
	{ "wamnet", "wamnet_sfkopendata", 20000, 20 },
	{ "nursing", "mhlw_kaigo_jigyosho", 16000, 80 },
	{ "medical", "navii_facility_hospital_UNORDERED", 16000, 20 },
	{ "medical-hours", "navii_speciality_hours_UNORDERED", 16000, 20 },
	{ "town-medical", "suisho_iryokikan", 1000, 1 },
	{ "town-childcare", "suisho_kosodate", 1000, 1 },
	{ "town-care", "suisho_kaigo", 1000, 1 },
	{ "schools", "mext_school_code", 12000, 20 },
	{ "shelters", "gsi_shitei_hinanjo_1", 16000, 20 },
	{ "emergency-sites", "gsi_kinkyu_hinanbasho_2", 16000, 20 },
	{ "town-sites", "jichitai_03_kinkyu_hinanbasho_CONFIRMED_NAMES", 1000,
	    1 },
};

static struct open_run run;

static void
take(struct town *t, const char *kind, const char *bytes, size_t n)
{
	EXPECT(opendata_run(town_request(t), open_format_find(kind), kind,
	    bytes, n, false, &run) == OK);
}

/* What an import writes, and how often it wrote it. */
static int64_t
written(struct town *t)
{
	return town_number(t, "SELECT (SELECT count(*) + COALESCE("
	    "sum(version), 0) FROM service) + (SELECT count(*) + COALESCE("
	    "sum(version), 0) FROM place) + (SELECT count(*) + COALESCE("
	    "sum(version), 0) FROM provider) + (SELECT count(*) + COALESCE("
	    "sum(version), 0) FROM shelter) + (SELECT count(*)"
	    " FROM directory_value) + (SELECT count(*)"
	    " FROM directory_history) + (SELECT count(*)"
	    " FROM directory_proposal) + (SELECT count(*) FROM open_entry)"
	    " + (SELECT count(*) FROM open_before) + (SELECT count(*)"
	    " FROM audit)");
}

static void
take_twice(struct town *t, const char *kind, const char *bytes, size_t n,
    size_t kept)
{
	int64_t once;

	take(t, kind, bytes, n);
	if (run.fates[OPEN_ADDED] != kept)
		fprintf(stderr, "%s: %zu of %zu\n", kind,
		    run.fates[OPEN_ADDED], kept);
	EXPECT(run.fates[OPEN_ADDED] == kept && run.id);
	EXPECT(run.report.left_out == 0);
	once = written(t);
	take(t, kind, bytes, n);
	EXPECT(run.fates[OPEN_SAME] == kept && !run.id);
	EXPECT(run.fates[OPEN_ADDED] + run.fates[OPEN_CHANGED] +
	    run.fates[OPEN_ABSENT] + run.fates[OPEN_RETURNED] == 0);
	EXPECT(written(t) == once);
}

TEST(files_under_all_published_headings_are_taken_in_twice_without_change)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct arena *mem = arena_new();
		struct open_file file = { .headings = arena_fmt(mem,
		    "tests/opendata/%s.csv", files[i].headings),
		    .rows = files[i].rows, .one_in = files[i].one_in };
		size_t n;
		const char *bytes = open_file_make(mem, &file, &n);

		EXPECT(bytes);
		if (bytes)
			take_twice(t, files[i].kind, bytes, n, file.rows /
			    file.one_in);
		arena_free(mem);
	}
	/* A file of each town beside the national ones: nothing was closed. */
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE field = 'status' AND decided_at IS NULL") == 0);
}

enum { INSTITUTIONS = 900, ROWS_EACH = 3, WIDE = 10 };

static void
put_institution(struct arena *mem, struct xlsx_cell *cells, size_t i)
{
	const char *const row[] = { arena_fmt(mem, "%zu", i + 1),
		arena_fmt(mem, "%02zu,%04zu,%zu", i / 90 + 1, i, i % 10),
		arena_fmt(mem, "見本第%zu医院", i),
		arena_fmt(mem, "〒030－0006青森市見本町%zu", i), "017-001-0001",
		"見本", "見本", "昭38. 5. 1", "一般　　　60", "診療所" };

	for (size_t k = 0; k < COUNT(row); k++)
		cells[k].text = row[k];
	cells[WIDE + 7].text = "交代";
	cells[WIDE + 8].text = "内科　小児科";
	cells[WIDE + 9].text = "現存";
	cells[2 * WIDE + 7].text = "令8. 1. 1";
}

TEST(workbook_of_the_bureau_is_taken_in_twice_without_change)
{
	size_t nrows = 1 + INSTITUTIONS * ROWS_EACH, n;
	struct xlsx_cell *cells = arena_array(t->mem, nrows * WIDE,
	    sizeof(*cells));
	struct xlsx_sheet sheet = { .name = "1", .cells = cells,
	    .nrows = nrows, .ncols = WIDE };
	const char *bytes;

	for (size_t i = 0; i < nrows * WIDE; i++)
		cells[i].text = "";
	cells[0].text = "[青森県]";
	for (size_t i = 0; i < INSTITUTIONS; i++)
		put_institution(t->mem, cells + (1 + i * ROWS_EACH) * WIDE, i);
	EXPECT(xlsx_write(t->mem, &sheet, 1, &bytes, &n) == OK);
	take_twice(t, "bureau", bytes, n, INSTITUTIONS);
}

/* Whoever has the material beside the project: no heading of it is untried. */
TEST(headings_beside_the_project_are_those_that_are_tried)
{
	DIR *dir = opendir("../shared/data/headers");
	struct dirent *d;

	while (dir && (d = readdir(dir))) {
		size_t n, m;
		const char *there, *here;

		if (d->d_name[0] == '.')
			continue;
		there = file_bytes(t->mem, arena_fmt(t->mem,
		    "../shared/data/headers/%s", d->d_name), &n);
		here = file_bytes(t->mem, arena_fmt(t->mem,
		    "tests/opendata/%s", d->d_name), &m);
		EXPECT(there && here);
		EXPECT(there && here && n == m && memcmp(there, here, n) == 0);
	}
	if (dir)
		closedir(dir);
	for (size_t i = 0; i < COUNT(files); i++) {
		size_t n;

		EXPECT(open_format_find(files[i].kind));
		EXPECT(file_bytes(t->mem, arena_fmt(t->mem,
		    "tests/opendata/%s.csv", files[i].headings), &n));
	}
}
