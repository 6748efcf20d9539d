#include "features/survey/survey_rule.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"

static const char *const kinds[] = { "single", "multiple", "number", "date",
	"text", "table", "section" };

enum survey_kind
survey_kind_of(const char *code)
{
	for (size_t i = 0; code && i < COUNT(kinds); i++) {
		if (strcmp(kinds[i], code) == 0)
			return (enum survey_kind)i;
	}
	return SURVEY_TEXT;
}

bool
survey_is(const struct survey_question *q, enum survey_kind kind)
{
	return survey_kind_of(q->kind) == kind;
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

bool
survey_code_valid(const char *code)
{
	size_t n = strlen(code);

	if (n > SURVEY_CODE_MAX || !is_letter(*code))
		return false;
	for (size_t i = 1; i < n; i++) {
		char c = code[i];

		if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '_')
			return false;
	}
	return true;
}

static struct survey_choice
choice_of(struct arena *mem, const char *line, size_t n)
{
	const char *whole = text_tidy(mem, arena_bytes(mem, line, n));
	const char *equals = strchr(whole, '=');

	if (!equals)
		return (struct survey_choice){ whole, whole };
	return (struct survey_choice){ text_tidy(mem, arena_bytes(mem, whole,
	    (size_t)(equals - whole))), text_tidy(mem, equals + 1) };
}

size_t
survey_choices(struct arena *mem, const char *lines,
    struct survey_choice **out)
{
	size_t n = 0;

	*out = arena_array(mem, SURVEY_CHOICES_MAX, sizeof(**out));
	while (lines && *lines && n < SURVEY_CHOICES_MAX) {
		size_t len = strcspn(lines, "\n");
		struct survey_choice c = choice_of(mem, lines, len);

		if (*c.label)
			(*out)[n++] = c;
		lines += len + (lines[len] == '\n');
	}
	return n;
}

const char *
survey_choices_fault(struct arena *mem, const char *lines)
{
	struct survey_choice *all;
	size_t n = survey_choices(mem, lines, &all);

	if (n < 1)
		return "選択肢を1行に1つずつ入力してください。";
	if (n == SURVEY_CHOICES_MAX)
		return "選択肢は59個までにしてください。";
	for (size_t i = 0; i < n; i++) {
		if (strchr(all[i].code, ',') || !*all[i].code)
			return "選択肢に半角のコンマ（,）は使えません。"
			    "「、」にしてください。";
		for (size_t k = 0; k < i; k++) {
			if (strcmp(all[k].code, all[i].code) == 0)
				return "同じ選択肢が2つあります。1つにしてください。";
		}
	}
	return NULL;
}

/* The question of that code above `i`; `i` when there is none. */
static size_t
find_above(const struct survey_question *qs, size_t i, const char *code)
{
	for (size_t k = 0; k < i; k++) {
		if (strcmp(qs[k].code, code) == 0)
			return k;
	}
	return i;
}

static bool
holds(const struct survey_question *qs, const char *const *values,
    const bool *shown, size_t i)
{
	size_t on;

	if (!qs[i].when_code || !*qs[i].when_code)
		return true;
	on = find_above(qs, i, qs[i].when_code);
	return on < i && shown[on] && values[on] && qs[i].when_value &&
	    text_set_has(values[on], qs[i].when_value);
}

void
survey_shown(const struct survey_question *qs, size_t n,
    const char *const *values, bool *shown)
{
	bool section = true;

	for (size_t i = 0; i < n; i++) {
		bool heads = survey_is(&qs[i], SURVEY_SECTION);

		shown[i] = (heads || section) && holds(qs, values, shown, i);
		if (heads)
			section = shown[i];
	}
}

size_t
survey_section_of(const struct survey_question *qs, size_t i)
{
	size_t section = 0;

	/* A heading at the very top begins no second page. */
	for (size_t k = 1; k <= i; k++)
		section += survey_is(&qs[k], SURVEY_SECTION);
	return section;
}

size_t
survey_sections(const struct survey_question *qs, size_t n)
{
	return n ? survey_section_of(qs, n - 1) + 1 : 1;
}

static bool
is_said(const struct survey_question *q, const char *value)
{
	return value && (survey_is(q, SURVEY_TABLE) ?
	    strspn(value, "\n") < strlen(value) : *value != '\0');
}

/* Required, and this is no answer. */
static bool
survey_lacks(const struct survey_question *q, const char *value)
{
	return !survey_is(q, SURVEY_SECTION) && q->required &&
	    strcmp(q->required, "1") == 0 && !is_said(q, value);
}

size_t
survey_missing(const struct survey_question *qs, size_t n,
    const char *const *values, size_t *out)
{
	bool shown[SURVEY_QUESTIONS_MAX];
	size_t missing = 0;

	assert(n <= SURVEY_QUESTIONS_MAX);
	survey_shown(qs, n, values, shown);
	for (size_t i = 0; i < n; i++) {
		if (shown[i] && survey_lacks(&qs[i], values[i]))
			out[missing++] = i;
	}
	return missing;
}

/* In the order of the choices, each once. */
static const char *
read_choices(struct arena *mem, const struct survey_question *q,
    const char *typed, const char **value)
{
	struct survey_choice *all;
	size_t n = survey_choices(mem, q->choices, &all), found = 0, given = 1;
	struct buffer b = buffer_new(mem);

	for (const char *s = typed; *s; s++)
		given += *s == ',';
	for (size_t i = 0; i < n; i++) {
		if (!text_set_has(typed, all[i].code))
			continue;
		buffer_fmt(&b, "%s%s", found++ ? "," : "", all[i].code);
	}
	if (found < given)
		return "選択肢の中から選び直してください。";
	if (survey_is(q, SURVEY_SINGLE) && found > 1)
		return "1つだけ選んでください。";
	*value = b.s;
	return NULL;
}

static const char *
read_number(struct arena *mem, const char *typed, const char **value)
{
	int64_t number;

	if (!text_number(text_fold_width(mem, typed), &number) || number < 0 ||
	    number > 9999999)
		return "数字だけで入力してください。例）12";
	*value = arena_fmt(mem, "%lld", (long long)number);
	return NULL;
}

static const char *
read_table(struct arena *mem, const struct survey_question *q,
    const char *typed, const char **value)
{
	struct survey_choice *rows;
	size_t n = survey_choices(mem, q->choices, &rows), lines = 1;

	for (const char *s = typed; *s; s++)
		lines += *s == '\n';
	if (lines > n)
		return "表の行の数が違います。ページを開き直してください。";
	for (const char *s = typed; *s; s += strcspn(s, "\n")) {
		s += *s == '\n';
		if (text_length(arena_bytes(mem, s, strcspn(s, "\n"))) >
		    SURVEY_ROW_MAX)
			return "表の1つのらんは200文字までにしてください。";
	}
	*value = typed;
	return NULL;
}

const char *
survey_read(struct arena *mem, const struct survey_question *q,
    const char *typed, const char *today, const char **value)
{
	*value = "";
	if (!is_said(q, typed))
		return NULL;
	switch (survey_kind_of(q->kind)) {
	case SURVEY_SINGLE:
	case SURVEY_MULTIPLE:
		return read_choices(mem, q, typed, value);
	case SURVEY_NUMBER:
		return read_number(mem, typed, value);
	case SURVEY_TABLE:
		return read_table(mem, q, typed, value);
	case SURVEY_DATE:
		*value = date_read(mem, typed, today);
		return *value ? NULL :
		    "日付を入力してください。例）R8.11.20、11/20";
	case SURVEY_TEXT:
		if (q->fills && *q->fills && strchr(typed, '\n'))
			return "1行で入力してください。";
		if (text_length(typed) > SURVEY_TEXT_MAX)
			return "10,000文字までにしてください。入力した文は残っています。";
		*value = typed;
		return NULL;
	case SURVEY_SECTION:
		break;
	}
	return NULL;
}

const char *
survey_line_at(struct arena *mem, const char *value, size_t i)
{
	while (value && i && *value) {
		value += strcspn(value, "\n");
		value += *value == '\n';
		i--;
	}
	return value && !i ? arena_bytes(mem, value, strcspn(value, "\n")) : "";
}

enum survey_differs
survey_differs(const struct survey_question *q, const char *value,
    const char *known)
{
	bool none = !known || !*known || strcmp(known, "unknown") == 0 ||
	    (survey_is(q, SURVEY_NUMBER) && strcmp(known, "0") == 0);

	if (!is_said(q, value) || strcmp(value, "unknown") == 0)
		return SURVEY_UNSAID;
	if (none)
		return SURVEY_NEW;
	return strcmp(value, known) == 0 ? SURVEY_SAME : SURVEY_OTHER;
}
