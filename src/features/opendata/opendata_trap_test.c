#include "app/deed.h"
#include "base/xlsx.h"
#include "features/directory/directory.h"
#include "features/opendata/opendata.h"
#include "tests/kit.h"

/* What several files make of one place, and the list of traps. */

static struct open_run run;

static void
take(struct town *t, const char *kind, const char *bytes, size_t n)
{
	EXPECT(opendata_run(town_request(t), open_format_find(kind), "f",
	    bytes, n, false, &run) == OK);
}

/* 24 says neither 福祉型 nor 医療型, and no file knows which child is taken. */
TEST(file_tells_no_answer_that_only_a_survey_can_know)
{
	static const char file[] = "都道府県コード又は市区町村コード,サービス種別,"
	    "事業所の名称,事業所番号,事業所住所（市区町村）,定員\r\n"
	    "022012,短期入所,見本の家,0210100011,青森市,4\r\n";

	take(t, "wamnet", file, sizeof(file) - 1);
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE kind = 'short_stay' AND confirmed_on IS NULL"
	    " AND replace(answers, '-', '') = '' AND answers <> ''"
	    " AND age_below = 0 AND nurse_hours IS NULL") == 1);
	get(t, "/services?criterion=ventilator&answer=unknown");
	EXPECT_SEES(t, ">1件<");
	get(t, "/services?fresh=never");
	EXPECT_SEES(t, ">1件<");
}

/* The national list of hospitals has no telephones, the bureau's has. */
TEST(telephone_of_the_bureau_goes_to_the_hospital_of_the_national_list)
{
	static const char *const rows[][10] = {
		{ "[青森県]" },
		{ "1", "01,1371,8", "見本病院", "〒030－0006青森市新町1",
		    "017-001-0001", "見本会", "見本", "昭38. 5. 1",
		    "一般　　　60", "病院" },
		{ "", "", "", "", "", "", "", "新規", "", "現存" },
	};
	static const char file[] = "ID,正式名称,都道府県コード,市区町村コード,所在地\r\n"
	    "0210210113718,見本病院,02,201,青森県青森市新町1\r\n";
	struct xlsx_cell cells[COUNT(rows) * 10] = { 0 };
	struct xlsx_sheet sheet = { .name = "1", .cells = cells,
	    .nrows = COUNT(rows), .ncols = 10 };
	const char *bytes;
	size_t n;

	take(t, "medical", file, sizeof(file) - 1);
	for (size_t i = 0; i < COUNT(cells); i++)
		cells[i].text = rows[i / 10][i % 10] ? rows[i / 10][i % 10] : "";
	EXPECT(xlsx_write(t->mem, &sheet, 1, &bytes, &n) == OK);
	take(t, "bureau", bytes, n);
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM place"
	    " WHERE phone = '017-001-0001' AND name = '見本病院'") == 1);
}

TEST(page_of_open_data_names_its_sources)
{
	get(t, "/opendata");
	EXPECT_SEES(t, "WAM NET");
	EXPECT_SEES(t, "加工");
	for (size_t i = 0; i < nopen_formats; i++)
		EXPECT_SEES(t, open_formats[i].credit);
}

static const char *
all_tests(struct town *t)
{
	static const char *const parts[] = { "read", "format", "import", "week",
	    "sizes", "trap", "page", "several" };
	struct buffer b = buffer_new(t->mem);
	size_t n;

	for (size_t i = 0; i < COUNT(parts); i++) {
		const char *text = file_bytes(t->mem, arena_fmt(t->mem,
		    "src/features/opendata/opendata_%s_test.c", parts[i]), &n);

		EXPECT(text);
		buffer_add(&b, text ? text : "");
	}
	buffer_add(&b, file_bytes(t->mem,
	    "src/features/directory/directory_page_test.c", &n));
	return b.s;
}

/* Every trap of docs/open-data.md names its tests, and all of them exist. */
TEST(every_trap_of_open_data_has_a_test_that_is_there)
{
	size_t n, traps = 0, tests = 0;
	const char *doc = file_bytes(t->mem, "docs/open-data.md", &n);
	const char *all = all_tests(t);

	EXPECT(doc);
	while (doc && (doc = strstr(doc, "\n| "))) {
		size_t len = strcspn(++doc, "\n");
		char *line = arena_bytes(t->mem, doc, len), *at = line;
		size_t named = 0;

		if (strncmp(line, "| trap", 6) == 0)
			continue;
		traps++;
		for (at = strstr(line, "`t:"); at; at = strstr(at, "`t:")) {
			size_t end = strcspn(at += 3, "`");

			named++;
			if (!strstr(all, arena_fmt(t->mem, "(%.*s)", (int)end,
			    at)))
				fprintf(stderr, "no test: %.*s\n", (int)end,
				    at);
			EXPECT(strstr(all, arena_fmt(t->mem, "(%.*s)",
			    (int)end, at)));
		}
		if (!named)
			fprintf(stderr, "no test: %s\n", line);
		EXPECT(named);
		tests += named;
	}
	EXPECT(traps >= 30 && tests >= traps);
}
