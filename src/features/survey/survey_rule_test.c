#include "features/survey/survey_rule.h"

#include <string.h>

#include "tests/kit.h"

#define TODAY "2026-04-01"

/* A ventilator is asked about only where care is given, in a section of its
 * own; how many, only where there is one. */
static const struct survey_question asked[] = {
	{ .code = "takes", .kind = "single", .choices = "yes=受ける\nno=受けない",
	    .required = "1" },
	{ .code = "part_care", .kind = "section", .when_code = "takes",
	    .when_value = "yes" },
	{ .code = "care", .kind = "multiple",
	    .choices = "ventilator=人工呼吸器\nsuction=吸引\nその他",
	    .required = "1" },
	{ .code = "ventilators", .kind = "number", .when_code = "care",
	    .when_value = "ventilator", .required = "1" },
	{ .code = "part_end", .kind = "section" },
	{ .code = "wish", .kind = "text" },
};

enum { NASKED = COUNT(asked) };

static void
shown_after(const char *takes, const char *care, bool *shown)
{
	const char *values[NASKED] = { takes, NULL, care };

	survey_shown(asked, NASKED, values, shown);
}

UNIT(survey_asks_on_only_where_the_condition_holds)
{
	bool shown[NASKED];

	shown_after(NULL, NULL, shown);
	EXPECT(shown[0] && !shown[1] && !shown[2] && !shown[3]);
	EXPECT(shown[4] && shown[5]);
	shown_after("yes", "suction", shown);
	EXPECT(shown[1] && shown[2] && !shown[3]);
	shown_after("yes", "ventilator,suction", shown);
	EXPECT(shown[3]);
}

UNIT(survey_answer_to_what_is_no_longer_asked_opens_nothing)
{
	bool shown[NASKED];

	shown_after("no", "ventilator", shown);
	EXPECT(!shown[2] && !shown[3]);
}

UNIT(survey_condition_on_a_later_question_or_on_itself_never_holds)
{
	static const struct survey_question qs[] = {
		{ .code = "a", .kind = "single", .when_code = "b",
		    .when_value = "x" },
		{ .code = "b", .kind = "single", .when_code = "b",
		    .when_value = "x" },
		{ .code = "c", .kind = "single", .when_code = "gone",
		    .when_value = "x" },
	};
	const char *values[] = { "x", "x", "x" };
	bool shown[3];

	survey_shown(qs, 3, values, shown);
	EXPECT(!shown[0] && !shown[1] && !shown[2]);
}

UNIT(survey_misses_only_what_was_asked)
{
	const char *values[NASKED] = { "no" };
	size_t out[NASKED];

	EXPECT(survey_missing(asked, NASKED, values, out) == 0);
	values[0] = NULL;
	EXPECT(survey_missing(asked, NASKED, values, out) == 1 && out[0] == 0);
	values[0] = "yes";
	values[2] = "ventilator";
	EXPECT(survey_missing(asked, NASKED, values, out) == 1 && out[0] == 3);
	values[3] = "0";
	EXPECT(survey_missing(asked, NASKED, values, out) == 0);
}

UNIT(survey_counts_its_pages_by_sections)
{
	EXPECT(survey_sections(asked, NASKED) == 3);
	EXPECT(survey_section_of(asked, 0) == 0);
	EXPECT(survey_section_of(asked, 1) == 1);
	EXPECT(survey_section_of(asked, 3) == 1);
	EXPECT(survey_section_of(asked, 5) == 2);
	EXPECT(survey_sections(asked, 0) == 1);
	EXPECT(survey_section_of(&asked[1], 1) == 0);
	EXPECT(survey_sections(&asked[1], NASKED - 1) == 2);
}

/* What is read from `typed`; NULL when it is refused. */
static const char *
read_as(struct arena *mem, const char *kind, const char *choices,
    const char *typed)
{
	struct survey_question q = { .kind = kind, .choices = choices };
	const char *value;

	return survey_read(mem, &q, typed, TODAY, &value) ? NULL : value;
}

UNIT(survey_reads_each_kind_as_people_type_it)
{
	static const char care[] = "ventilator=人工呼吸器\nsuction=吸引\nその他";
	static const struct {
		const char *kind, *choices, *typed, *wanted;
	} cases[] = {
		{ "single", care, "suction", "suction" },
		{ "single", care, "人工呼吸器", NULL },
		{ "single", care, "suction,ventilator", NULL },
		{ "multiple", care, "その他,ventilator", "ventilator,その他" },
		{ "multiple", care, "ventilator,zz", NULL },
		{ "multiple", care, "", "" },
		{ "number", NULL, "１２", "12" },
		{ "number", NULL, "007", "7" },
		{ "number", NULL, "-1", NULL },
		{ "number", NULL, "12人", NULL },
		{ "number", NULL, "99999999999999999999", NULL },
		{ "date", NULL, "R8.3.1", "2026-03-01" },
		{ "date", NULL, "2月30日", NULL },
		{ "text", NULL, "夜間も", "夜間も" },
		{ "table", "月\n火", "3\n", "3\n" },
		{ "table", "月\n火", "\n", "" },
		{ "table", "月\n火", "1\n2\n3", NULL },
		{ "section", NULL, "x", "" },
	};
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got = read_as(mem, cases[i].kind,
		    cases[i].choices, cases[i].typed);

		EXPECT(!got == !cases[i].wanted);
		EXPECT(!got || strcmp(got, cases[i].wanted) == 0);
	}
	arena_free(mem);
}

static const char *
letters(struct arena *mem, size_t n)
{
	char *s = arena_take(mem, n + 1);

	memset(s, 'x', n);
	return s;
}

UNIT(survey_refuses_a_text_that_is_too_long_and_takes_the_longest)
{
	struct arena *mem = arena_new();

	EXPECT(read_as(mem, "text", NULL, letters(mem, SURVEY_TEXT_MAX)));
	EXPECT(!read_as(mem, "text", NULL, letters(mem,
	    SURVEY_TEXT_MAX + 1)));
	EXPECT(read_as(mem, "table", "月", letters(mem, SURVEY_ROW_MAX)));
	EXPECT(!read_as(mem, "table", "月", letters(mem, SURVEY_ROW_MAX + 1)));
	arena_free(mem);
}

UNIT(survey_text_that_goes_into_the_directory_is_one_line)
{
	struct survey_question q = { .kind = "text", .fills = "phone" };
	struct arena *mem = arena_new();
	const char *value;

	EXPECT(survey_read(mem, &q, "017\n018", TODAY, &value) != NULL);
	EXPECT(!survey_read(mem, &q, "017", TODAY, &value));
	q.fills = NULL;
	EXPECT(!survey_read(mem, &q, "017\n018", TODAY, &value));
	arena_free(mem);
}

UNIT(survey_choices_are_refused_when_two_are_the_same_or_one_has_a_comma)
{
	struct arena *mem = arena_new();

	EXPECT(!survey_choices_fault(mem, "yes=はい\nno=いいえ\n"));
	EXPECT(survey_choices_fault(mem, ""));
	EXPECT(survey_choices_fault(mem, "\n \n"));
	EXPECT(survey_choices_fault(mem, "a=はい\na=いいえ"));
	EXPECT(survey_choices_fault(mem, "月,火"));
	EXPECT(survey_choices_fault(mem, "=はい"));
	arena_free(mem);
}

UNIT(survey_code_is_one_that_files_can_name)
{
	EXPECT(survey_code_valid("care_2"));
	EXPECT(!survey_code_valid(""));
	EXPECT(!survey_code_valid("2care"));
	EXPECT(!survey_code_valid("Care"));
	EXPECT(!survey_code_valid("a-b"));
	EXPECT(!survey_code_valid("ケア"));
}

UNIT(survey_that_says_nothing_differs_from_nothing)
{
	static const struct survey_question yes_no = { .kind = "single" },
	    number = { .kind = "number" };

	EXPECT(survey_differs(&yes_no, "", "yes") == SURVEY_UNSAID);
	EXPECT(survey_differs(&yes_no, NULL, "yes") == SURVEY_UNSAID);
	EXPECT(survey_differs(&yes_no, "unknown", "yes") == SURVEY_UNSAID);
	EXPECT(survey_differs(&yes_no, "yes", "yes") == SURVEY_SAME);
	EXPECT(survey_differs(&yes_no, "no", "yes") == SURVEY_OTHER);
	EXPECT(survey_differs(&yes_no, "no", "unknown") == SURVEY_NEW);
	EXPECT(survey_differs(&yes_no, "no", NULL) == SURVEY_NEW);
	EXPECT(survey_differs(&number, "12", "0") == SURVEY_NEW);
	EXPECT(survey_differs(&number, "0", "12") == SURVEY_OTHER);
}
