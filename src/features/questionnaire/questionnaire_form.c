#include <string.h>

#include "app/page.h"
#include "base/text.h"
#include "features/questionnaire/questionnaire.h"

/* The questions as a form, and what was typed into it: the same on the public
 * site, in the preview and where the clerk types from paper. */

struct option {
	const char *value, *label;
	bool chosen;
};

static const struct slot option_slots[] = {
	SLOT_TEXT(option, value),
	SLOT_TEXT(option, label),
	SLOT_FLAG(option, chosen),
};

struct asked {
	const char *code, *says, *hint, *fault, *type, *typed;
	int64_t number;
	bool required, is_number, is_text;
	struct html_list options;
};

static const struct slot asked_slots[] = {
	SLOT_TEXT(asked, code),
	SLOT_TEXT(asked, says),
	SLOT_TEXT(asked, hint),
	SLOT_TEXT(asked, fault),
	SLOT_TEXT(asked, type),
	SLOT_TEXT(asked, typed),
	SLOT_NUMBER(asked, number),
	SLOT_FLAG(asked, required),
	SLOT_FLAG(asked, is_number),
	SLOT_FLAG(asked, is_text),
	SLOT_LIST(asked, options, option_slots, struct option),
};

struct form {
	struct html_list questions;
};

static const struct slot form_slots[] = {
	SLOT_LIST(form, questions, asked_slots, struct asked),
};

TEMPLATE(questionnaire_form_part, "src/features/questionnaire/form.html",
    form_slots);

static bool
is_kind(const struct questionnaire_question *q, const char *kind)
{
	return strcmp(q->kind, kind) == 0;
}

bool
questionnaire_asks(const struct questionnaire_question *q, const char *phase)
{
	return strcmp(q->asked, "both") == 0 || strcmp(q->asked, phase) == 0;
}

const char *const *
questionnaire_options(struct request *r,
    const struct questionnaire_question *q, size_t *n)
{
	const char **lines = arena_array(r->mem, QUESTIONNAIRE_OPTIONS + 1,
	    sizeof(*lines));
	const char *s = q->options ? q->options : "";

	for (*n = 0; *s && *n < QUESTIONNAIRE_OPTIONS;) {
		size_t len = strcspn(s, "\n");
		const char *line = arena_bytes(r->mem, s, len);

		if (!text_blank(line))
			lines[(*n)++] = text_tidy(r->mem, line);
		s += len + (s[len] == '\n');
	}
	return lines;
}

static bool
is_chosen(struct request *r, const char *code, const char *value)
{
	size_t n;
	const char *const *typed = request_form_all(r, code, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(typed[i], value) == 0)
			return true;
	}
	return false;
}

static struct html_list
options_of(struct request *r, const struct questionnaire_question *q)
{
	size_t n;
	const char *const *lines = questionnaire_options(r, q, &n);
	struct option *all = arena_array(r->mem, n + 1, sizeof(*all));

	for (size_t i = 0; i < n; i++) {
		const char *value = arena_fmt(r->mem, "%zu", i + 1);

		all[i] = (struct option){ value, lines[i],
		    is_chosen(r, q->code, value) };
	}
	return (struct html_list){ all, n };
}

static const char *
hint_of(const struct questionnaire_question *q)
{
	if (is_kind(q, "multiple"))
		return "あてはまるものをいくつでも選んでください。";
	return is_kind(q, "text") ?
	    "お名前など、だれのことか分かることは書かないでください。" : NULL;
}

const struct html *
questionnaire_form(struct request *r, const struct questionnaire_question *all,
    size_t n, const char *phase)
{
	struct asked *asked = arena_array(r->mem, n + 1, sizeof(*asked));
	struct form f = { { asked, 0 } };

	for (size_t i = 0; i < n; i++) {
		const struct questionnaire_question *q = &all[i];
		const char *typed = request_form(r, q->code);

		if (!questionnaire_asks(q, phase))
			continue;
		asked[f.questions.n] = (struct asked){
			.code = q->code, .says = q->says, .hint = hint_of(q),
			.fault = request_fault_of(r, q->code),
			.type = is_kind(q, "multiple") ? "checkbox" : "radio",
			.typed = typed ? typed : "",
			.number = (int64_t)f.questions.n + 1,
			.required = q->required &&
			    strcmp(q->required, "1") == 0,
			.is_number = is_kind(q, "number"),
			.is_text = is_kind(q, "text"),
		};
		if (!is_kind(q, "number") && !is_kind(q, "text"))
			asked[f.questions.n].options = options_of(r, q);
		f.questions.n++;
	}
	return html_part(r, &questionnaire_form_part, &f);
}

static void
put_member(struct buffer *b, const char *name, const char *value)
{
	buffer_fmt(b, "%s\"%s\":", b->len ? "," : "", name);
	buffer_json(b, value);
}

/* What was chosen, each once and in the order of the options; a set as an array. */
static bool
read_options(struct request *r, const struct questionnaire_question *q,
    struct buffer *b)
{
	struct html_list options = options_of(r, q);
	const struct option *o = options.rows;
	bool many = is_kind(q, "multiple");
	size_t n, met = 0, known = 0;
	const char *const *typed = request_form_all(r, q->code, &n);
	struct buffer set = buffer_new(r->mem);

	for (size_t i = 0; i < options.n; i++) {
		if (!o[i].chosen)
			continue;
		buffer_fmt(&set, "%s\"%s\"", met++ ? "," : "", o[i].value);
	}
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < options.n; k++)
			known += strcmp(typed[i], o[k].value) == 0;
		known += !*typed[i];
	}
	if (known != n || (!many && met > 1))
		request_fault(r, q->code, "この中から選んでください。");
	if (met)
		buffer_fmt(b, many ? "%s\"%s\":[%s]" : "%s\"%s\":%s",
		    b->len ? "," : "", q->code, set.s);
	return met > 0;
}

static bool
read_number(struct request *r, const struct questionnaire_question *q,
    struct buffer *b)
{
	const char *typed = request_form(r, q->code);
	int64_t number = 0;

	if (text_blank(typed))
		return false;
	if (!text_number(typed, &number) || number < 0 ||
	    number > QUESTIONNAIRE_NUMBER)
		request_fault(r, q->code, "0 から 99999 までの数を入力してください。");
	put_member(b, q->code, arena_fmt(r->mem, "%lld", (long long)number));
	return true;
}

static bool
read_text(struct request *r, const struct questionnaire_question *q,
    struct buffer *b)
{
	const char *typed = request_form(r, q->code);
	size_t n = typed ? text_length(typed) : 0;

	if (text_blank(typed))
		return false;
	if (n > QUESTIONNAIRE_TEXT)
		request_fault(r, q->code, arena_fmt(r->mem, "%d字までで書いて"
		    "ください。いまは%zu字です。", QUESTIONNAIRE_TEXT, n));
	else
		put_member(b, q->code, typed);
	return true;
}

const char *
questionnaire_read(struct request *r, const struct questionnaire_question *all,
    size_t n, const char *phase)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < n; i++) {
		const struct questionnaire_question *q = &all[i];
		bool told;

		if (!questionnaire_asks(q, phase))
			continue;
		told = is_kind(q, "text") ? read_text(r, q, &b) :
		    is_kind(q, "number") ? read_number(r, q, &b) :
		    read_options(r, q, &b);
		if (!told && q->required && strcmp(q->required, "1") == 0 &&
		    !request_fault_of(r, q->code))
			request_fault(r, q->code, "回答してください。");
	}
	return b.len ? b.s : "";
}

const char *
questionnaire_words(struct request *r, const char *typed)
{
	const char *key = typed ? text_key(r->mem, typed) : "";
	size_t n = text_length(key);

	if (n < QUESTIONNAIRE_WORDS_MIN || n > QUESTIONNAIRE_WORDS) {
		request_fault(r, "words", "合いことばを、4文字から40文字までで"
		    "入力してください。");
		return NULL;
	}
	return key;
}

const char *
questionnaire_letter(struct request *r, const char *address, const char *phase,
    const char *words, unsigned nth, const char *members)
{
	struct buffer b = buffer_new(r->mem);

	put_member(&b, "_to", address);
	put_member(&b, "_phase", phase);
	put_member(&b, "_words", words ? words : "");
	put_member(&b, "_nth", arena_fmt(r->mem, "%u", nth));
	return arena_fmt(r->mem, "{%s%s%s}", b.s, *members ? "," : "", members);
}
