#ifndef VACANCY_H
#define VACANCY_H

#include "app/feature.h"

/*
 * 空き状況: who has room on which day. A room is a row of the board: a kind of
 * bed or place of one service. Every cell knows of when it is; what is too old
 * is not shown as if it still held.
 */
struct room {
	RECORD_HEAD;
	const char *service;		/* id */
	const char *label;		/* 多床室, 個室, 日中 ... */
	int64_t beds;			/* how many there are; 0: not told */
	const char *mail;		/* where the weekly link goes; NULL */
	const char *keeper;		/* of the centre: who minds it */
	const char *visibility;		/* code list visibility */
	const char *paused;		/* yes_no: no reminders just now */
	int64_t fresh_days, grey_days;	/* 0: as the board has them */
};

/* Asked for and not had: about nobody in particular. */
struct unmet {
	RECORD_HEAD;
	const char *asked_on, *wanted_on;
	const char *kind;		/* code list service_kind */
	const char *region;
	const char *care;		/* set of code list care */
	const char *age_band;		/* code list age_band */
	const char *reason;		/* code list unmet_reason */
	const char *note;
};

extern const struct record room_record, unmet_record;
extern const struct feature vacancy_feature;

enum { VACANCY_FRESH_DAYS = 7, VACANCY_GREY_DAYS = 14 };

/* Unknown is neither full nor closed. */
enum vacancy { VACANCY_UNKNOWN, VACANCY_OPEN, VACANCY_FEW, VACANCY_FULL,
	VACANCY_CLOSED };

enum vacancy vacancy_of(const char *code);	/* VACANCY_UNKNOWN for others */
const char *vacancy_code(enum vacancy);		/* "open"; "" for unknown */
const char *vacancy_mark(enum vacancy);		/* ○ △ × 休 － */
/* What a person, or a sheet, writes: ○ ◯ 〇 △ × ✕ x 休 －, or a code. False:
 * none of it. "" is unknown. */
bool	vacancy_read(const char *typed, enum vacancy *);

/* What may be shown of a cell: the same on pages, paper, in files and the API. */
struct vacancy_shown {
	enum vacancy state;	/* VACANCY_UNKNOWN when it is too old */
	bool grey;		/* to be asked for by telephone */
	int days;		/* since somebody said so; -1: nobody did */
};

/* as_of NULL: nobody said. Days are those of Japan; what is said to be of the
 * future is of today. */
struct vacancy_shown vacancy_show(enum vacancy, const char *as_of,
    const char *now, int64_t fresh_days, int64_t grey_days);

/* How it is over several days, how a board is drawn, and how it looks for one
 * child: part of this face. */
#include "features/vacancy/vacancy_board.h"
#include "features/vacancy/vacancy_cell.h"
#include "features/vacancy/vacancy_stay.h"

#endif
