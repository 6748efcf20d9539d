#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_reader.h"
#include "features/opendata/opendata_value.h"

/* By what a row is known again in the next file: its number and kind. */

static const char nameless[] = "番号がないので、どの事業所か分かりません。";

static bool
take_number(struct open_reader *rd, struct open_entry *e, const char *number,
    const char *says)
{
	if (says)
		open_say(rd, OPEN_NUMBER, says, !number);
	e->number = number;
	return number != NULL;
}

static bool
plain_number(struct open_reader *rd, struct open_entry *e)
{
	const char *says = NULL, *number = NULL;

	if (open_has(rd, OPEN_NUMBER))
		number = open_number(rd->scratch, rd->cell[OPEN_NUMBER],
		    rd->area->prefecture, &says);
	else
		says = nameless;
	return take_number(rd, e, number, says);
}

static bool
take_kind(struct open_reader *rd, struct open_entry *e)
{
	e->kind = open_text(rd, OPEN_KIND);
	if (!text_blank(e->kind))
		return true;
	open_say(rd, OPEN_KIND, "種類がありません。", true);
	return false;
}

bool
open_key_office(struct open_reader *rd, struct open_entry *e)
{
	return plain_number(rd, e) && take_kind(rd, e);
}

/*
 * Prefecture, kind, and what is most often the ten digits of the institution:
 * then those are its number, as in every other file.
 */
bool
open_key_navii(struct open_reader *rd, struct open_entry *e)
{
	static const char *const kinds[] = { "病院", "診療所", "歯科診療所",
	    "助産所", "薬局" };
	const char *code;

	if (!plain_number(rd, e))
		return false;
	if (strlen(e->number) != 13 || e->number[2] < '1' ||
	    e->number[2] > '5') {
		open_say(rd, OPEN_NUMBER, "IDが13けたではありません。", true);
		return false;
	}
	e->kind = kinds[e->number[2] - '1'];
	code = e->number + 3;
	if (strncmp(code, e->number, 2) == 0 && open_proves(code))
		e->number = code;
	return true;
}

/* Lists of towns often leave the number out: then the name has to do. */
bool
open_key_name(struct open_reader *rd, struct open_entry *e)
{
	const char *rest, *town = open_town(rd->area, rd->cell[OPEN_TOWN],
	    &rest);
	const char *name = open_has(rd, OPEN_NAME) ? rd->cell[OPEN_NAME] : "";

	e->number = arena_fmt(rd->scratch, "%s-%s", town ? town :
	    e->municipality ? e->municipality : rd->area->prefecture,
	    text_key(rd->scratch, name));
	return take_kind(rd, e);
}

bool
open_key_institution(struct open_reader *rd, struct open_entry *e)
{
	const char *says = NULL, *number;
	char table = '1';

	if (!open_has(rd, OPEN_NUMBER))
		return open_key_name(rd, e);
	if (!take_kind(rd, e))
		return false;
	if (strstr(e->kind, "歯科"))
		table = '3';
	else if (strstr(e->kind, "薬局"))
		table = '4';
	number = open_institution(rd->scratch, rd->cell[OPEN_NUMBER],
	    rd->area->prefecture, table, &says);
	return take_number(rd, e, number, says);
}

bool
open_key_school(struct open_reader *rd, struct open_entry *e)
{
	static const struct {
		const char *letters, *kind;
	} kinds[] = {
		{ "A1", "幼稚園" }, { "A2", "認定こども園" }, { "B1", "小学校" },
		{ "C1", "中学校" }, { "C2", "義務教育学校" },
		{ "D1", "高等学校" }, { "D2", "中等教育学校" },
		{ "E1", "特別支援学校" },
	};
	const char *branch = open_has(rd, OPEN_BRANCH) ? text_fold_width(
	    rd->scratch, rd->cell[OPEN_BRANCH]) : "";

	if (open_has(rd, OPEN_ENDED) || *branch == '9') {
		open_say(rd, open_has(rd, OPEN_ENDED) ? OPEN_ENDED :
		    OPEN_BRANCH, "廃止された学校です。", true);
		return false;
	}
	if (!plain_number(rd, e))
		return false;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (strncmp(e->number, kinds[i].letters, 2) == 0)
			e->kind = kinds[i].kind;
	}
	if (!e->kind || strlen(e->number) != 13) {
		open_say(rd, OPEN_NUMBER, e->kind ?
		    "学校コードが13けたではありません。" :
		    "大学・専修学校などは取り込みません。", true);
		return false;
	}
	return true;
}

bool
open_key_shelter(struct open_reader *rd, struct open_entry *e)
{
	bool emergency = rd->heading[OPEN_HAZARD] != NULL;

	e->kind = emergency ? "指定緊急避難場所" : "指定避難所";
	return plain_number(rd, e);
}

/* The number is the publisher's, and unique only beside its code. */
bool
open_key_town_site(struct open_reader *rd, struct open_entry *e)
{
	const char *says = NULL, *code = NULL;

	e->kind = "指定緊急避難場所";
	if (!plain_number(rd, e))
		return false;
	if (open_has(rd, OPEN_PUBLISHER))
		code = open_code(rd->scratch, rd->cell[OPEN_PUBLISHER],
		    rd->area->prefecture, &says);
	if (!code) {
		open_say(rd, OPEN_PUBLISHER, says ? says : nameless, true);
		return false;
	}
	e->number = arena_fmt(rd->scratch, "%s-%s", code, e->number);
	return true;
}
