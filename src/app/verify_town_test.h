#ifndef APP_VERIFY_TOWN_TEST_H
#define APP_VERIFY_TOWN_TEST_H

#include "app/verify.h"
#include "tests/kit.h"

/*
 * A town with keys of its own and a log of 250 rows. Row 120 and row 240 were
 * signed (and 100 and 200), and what was signed then was copied away. The first
 * link key was taken elsewhere. 240 and what follows it is what whoever takes
 * the machine over can seal anew.
 */
enum { LOG_SIGNED_FIRST = 120, LOG_SIGNED = 240, LOG_ROWS = 250 };

struct log_town {
	struct town *t;
	const char *dir, *away;		/* folders: of keys; another place */
	const char *start, *copy;	/* audit.start and checkpoints, away */
	struct chain *forger;		/* seals, with a key that is none */
	struct buffer said;		/* by the last log_verify, by lines */
};

void	log_town_open(struct log_town *, struct town *);
void	log_town_close(struct log_town *);
/* As it is right after the program stopped: the end is signed too. */
void	log_sign(struct log_town *);
/* One row more, in the program's own way, about these children. */
void	log_write(struct log_town *, const char *children);

/* SQL of whoever has the database, in its own transaction. */
void	log_do(struct log_town *, const char *sql);
/*
 * Seals all rows from this one on, as whoever has the database can, and sets
 * audit_head; with `machine`, those rows rightly whose link key is still there.
 */
void	log_reseal(struct log_town *, int64_t from, bool machine);
/* A file of the folder of keys, whole; and in its place. */
const char *log_file(struct log_town *, const char *name);
void	log_put_file(struct log_town *, const char *name, const char *text);

/* Whether verify says that all is well; with audit.start and the copy brought
 * along, or only with what lies on the machine. */
bool	log_is_whole(struct log_town *);
bool	log_is_whole_alone(struct log_town *);
bool	log_says(const struct log_town *, const char *line);

#define EXPECT_SAYS(a, line) \
	(log_says(a, line) ? (void)0 : \
	    test_fail((a)->t, __FILE__, __LINE__, \
	    arena_fmt((a)->t->mem, "verify to say \"%s\"; it said\n%s", line, \
	    (a)->said.s)))

#endif
