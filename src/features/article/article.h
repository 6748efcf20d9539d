#ifndef ARTICLE_H
#define ARTICLE_H

#include "app/feature.h"

/*
 * 公表する記事: what the centre tells everybody. One person writes, the program
 * looks for what must not go out, another person approves; what was approved is
 * kept word by word as an edition, and editions alone leave the house.
 */
struct article {
	RECORD_HEAD;
	const char *kind;		/* code list article_kind */
	const char *title;
	const char *body;		/* prose.h */
	const char *easy;		/* the same in やさしい日本語, or NULL */
	const char *themes;		/* set of code list article_theme */
	const char *region;
	const char *event_on, *event_at, *place;
	const char *publish_on;		/* not before; NULL: at once */
	const char *changes;		/* what is new in this edition */
	const char *state;		/* code list article_state */
	const char *confirmed;		/* why its small numbers may go out */
	const char *origin;		/* whose it was, when it came as a file */
	const char *writers;		/* ids since the last edition, "a,b" */
	const char *written_by, *submitted_by, *submitted_on;
	const char *approved_by, *approved_on;
	const char *withdrawn_on, *withdrawn_why;
};

struct article_file {
	RECORD_HEAD;
	const char *article;
	const char *title;		/* of a picture: what it shows */
	const char *type;		/* as media_name gives it */
	int64_t size;
	const char *added_by, *added_on;
	const char *removed_on;		/* NULL: it is there */
};

extern const struct record article_record, article_file_record;
extern const struct feature article_feature;

/* INVALID with a fault a line that holds the name of a child of the register. */
enum result article_names_nobody(struct request *, const char *text)
    MUST_CHECK;

#endif
