#ifndef COMMAND_H
#define COMMAND_H

#include "app/site.h"

/*
 * The command line. Exit 0: done; 1: refused, with reasons on standard error;
 * 2: the call's words are off.
 */
enum exit_code { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2 };

enum { MAX_WORDS = 3 };

/* Options every command may take; each command says which it needs. */
struct command_line {
	const char *db, *listen, *cert, *key, *proxy, *pack, *admin, *from, *to, *restated;
	const char *format, *day, *keys;
	const char *bundle, *inbox, *metrics;	/* of serve, public */
	const char *public_below;	/* of report: --public */
	const char *start, *checkpoints;	/* of verify */
	bool dry_run, help, no_sandbox;
	bool with_keys, replace;	/* of backup, of restore */
	bool make_keys;			/* init and demo only */
	const char *words[MAX_WORDS];	/* after the command's name */
	size_t nwords;
};

struct command {
	const char *name, *words, *does;
	const char *options;		/* lines of --help */
	size_t min_words, max_words;
	int (*run)(const struct command_line *);
};

/* A database opened for one command: its store, site, desk and request. */
struct workplace {
	struct arena *mem;
	struct store *store;
	struct keys *keys;
	struct site *site;
	struct desk *desk;
	struct request *r;
	struct smtp_process *mail;	/* of serve only */
	bool writes;
};

/* False after saying why on standard error. `writes` takes the lock. */
bool	workplace_open(struct workplace *, const struct command_line *,
    bool writes);
void	workplace_close(struct workplace *);
/* Says what a request refused, a line a fault; gives EXIT_REFUSED. */
int	command_refused(const struct request *, enum result, const char *what);

/* Before the database is opened: where temporary files go, how many files. */
void	command_confine_prepare(const struct command_line *);
/* The process that sends mail, in a sandbox of its own: before the database and
 * its keys are opened, for it is to have neither. NULL: logged. */
struct smtp_process *command_confine_mail(const struct command_line *);
/* When all is open and no thread runs yet: see base/sandbox.h. */
bool	command_confine(const struct workplace *, const struct command_line *);
bool	command_confine_public(const struct command_line *);

int	command_init(const struct command_line *);
int	command_demo(const struct command_line *);
int	command_serve(const struct command_line *);
int	command_public(const struct command_line *);
int	command_import(const struct command_line *);
/* The same of a kind of open data (opendata.h). */
bool	command_opendata_knows(const char *kind);
int	command_opendata(struct workplace *, const struct command_line *,
    const char *bytes, size_t n);
int	command_export(const struct command_line *);
int	command_report(const struct command_line *);
int	command_bundle(const struct command_line *);
int	command_inbox(const struct command_line *);
int	command_care_score(const struct command_line *);
int	command_verify(const struct command_line *);
int	command_keypair(const struct command_line *);
int	command_backup(const struct command_line *);
int	command_restore(const struct command_line *);
int	command_rekey(const struct command_line *);
int	command_reset_sign_in(const struct command_line *);

#endif
