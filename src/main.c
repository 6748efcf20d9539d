#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/crypto.h"
#include "base/sandbox.h"
#include "command.h"

static const struct command commands[] = {
	{ "init", "", "create the database and load a prefecture pack",
	    "  --db URL        sqlite:PATH or postgresql://...\n"
	    "  --pack DIR      the prefecture pack (default packs/aomori)\n"
	    "  --admin LOGIN   first administrator (default admin); a one-time\n"
	    "                  password is printed. Run again after an update:\n"
	    "                  migrations and the pack are brought up to date.\n",
	    0, 0, command_init },
	{ "serve", "", "serve the staff site",
	    "  --db URL\n"
	    "  --listen ADDR   address and port (default 127.0.0.1:8080)\n"
	    "  --cert FILE --key FILE  in PEM: https instead of http\n"
	    "  --proxy ADDR    the proxy in front, whose X-Forwarded-For and\n"
	    "                  X-Forwarded-Proto are true\n"
	    "  --bundle FILE   where the page 公表 writes what is public\n"
	    "  --inbox FILE    where the public site keeps what visitors write\n"
	    "  --metrics DIR   answer /metrics to this machine itself; DIR has the\n"
	    "                  stamps of tsunagu-backup\n"
	    "  --no-sandbox    may start programs, read all files, be traced:\n"
	    "                  for debuggers, and for kernels without seccomp\n",
	    0, 0, command_serve },
	{ "public", "", "serve the public site from a bundle",
	    "  --bundle FILE   what `tsunagu bundle` wrote; another one put in its\n"
	    "                  place by rename is shown with the next request\n"
	    "  --inbox FILE    where what visitors write waits, sealed\n"
	    "  --listen ADDR   address and port (default 127.0.0.1:8081)\n"
	    "  --cert FILE --key FILE, --proxy ADDR, --metrics DIR, --no-sandbox:\n"
	    "                  as of serve\n",
	    0, 0, command_public },
	{ "import", "KIND FILE", "read a CSV or XLSX file in, all or nothing",
	    "  KIND            children, contacts, advisor, agencies; boundaries:\n"
	    "                  GeoJSON or TopoJSON of 国土数値情報 N03, for the map;\n"
	    "                  travel: minutes by car, a square of municipalities;\n"
	    "                  open data: wamnet, nursing, medical, medical-hours,\n"
	    "                  bureau, town-medical, town-childcare, town-care,\n"
	    "                  schools, shelters, emergency-sites, town-sites\n"
	    "  --db URL\n"
	    "  --dry-run       say what would happen, change nothing\n",
	    2, 2, command_import },
	{ "export", "KIND [FILE]", "write the same columns out",
	    "  KIND            children, contacts, advisor, agencies, services\n"
	    "  FILE            name ending in .csv or .xlsx; none: CSV to\n"
	    "                  standard output\n"
	    "  --db URL\n",
	    1, 2, command_export },
	{ "report", "", "print the year's tables",
	    "  --db URL\n"
	    "  --from D --to D first and last day, e.g. 2023-04-01 or R5.4.1\n"
	    "  --restated YEAR in the classes of that fiscal year (R6 = 2024)\n"
	    "  --public K      small numbers (below K) hidden as for the public\n"
	    "  --format F      json, csv, xlsx or text (default text)\n",
	    0, 0, command_report },
	{ "bundle", "FILE", "write what is public, for the public site",
	    "  FILE            public.db; takes the place of the one before\n"
	    "  --db URL\n",
	    1, 1, command_bundle },
	{ "inbox", "FILE", "take in what visitors of the public site wrote",
	    "  FILE            the inbox of tsunagu public; it is only read\n"
	    "  --db URL        stop the server first, or use its page\n",
	    1, 1, command_inbox },
	{ "care-score", "", "add up a care score (医療的ケア判定スコア)",
	    "  Reads {\"1\":\"mid\",\"2\":\"high\",\"13-3\":\"base\"} from standard\n"
	    "  input: high, mid, low, or base for items without a watch part.\n",
	    0, 0, command_care_score },
	{ "keypair", "FILE", "make the keys that backups are sealed with",
	    "  FILE            the private key; FILE.public is the public one\n",
	    1, 1, command_keypair },
	{ "backup", "FILE", "back up the database, also beside a server",
	    "  --db URL\n"
	    "  --to KEY        the public key of whom it is for, or its file\n"
	    "  --with-keys     put the folder of keys in as well\n",
	    1, 1, command_backup },
	{ "restore", "FILE", "make the database out of a backup",
	    "  --db URL\n"
	    "  --key FILE      the private key of tsunagu keypair\n"
	    "  --replace       put the database that is there aside\n"
	    "  --start FILE    audit.start, when it lies elsewhere\n",
	    1, 1, command_restore },
	{ "rekey", "", "seal all texts about people with a new key",
	    "  --db URL        stop the servers first\n",
	    0, 0, command_rekey },
	{ "verify", "", "find what was changed, cut or damaged; reads only",
	    "  --db URL\n"
	    "  --start FILE    audit.start, when it is kept elsewhere\n"
	    "  --checkpoints FILE\n"
	    "                  a copy of the checkpoints that was taken away\n",
	    0, 0, command_verify },
	{ "reset-sign-in", "LOGIN", "let somebody in who cannot sign in any more",
	    "  LOGIN           who, e.g. the only administrator; a link is printed\n"
	    "                  by which they choose a new password, their second\n"
	    "                  factor is removed, all their sessions end\n"
	    "  --db URL        stop the servers first\n",
	    1, 1, command_reset_sign_in },
	{ "demo", "", "make a fictional centre with three years of life",
	    "  --db URL        must not exist yet\n"
	    "  --pack DIR      the prefecture pack (default packs/aomori)\n",
	    0, 0, command_demo },
};

static void
usage(FILE *out)
{
	fputs("usage: tsunagu COMMAND [OPTION]...\n\n", out);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(out, "  %-13s %-11s %s\n", commands[i].name,
		    commands[i].words, commands[i].does);
	fputs("\n`tsunagu COMMAND --help` tells more. TSUNAGU_DB stands in for"
	    " --db. Every\ncommand takes --keys DIR, the folder of keys (or"
	    " TSUNAGU_KEYS; else PATH.keys).\n", out);
}

static int
help(const struct command *c, FILE *out)
{
	fprintf(out, "usage: tsunagu %s %s%s[OPTION]...\n\n%s.\n\n%s", c->name,
	    c->words, *c->words ? " " : "", c->does, c->options);
	return out == stdout ? EXIT_DONE : EXIT_USAGE;
}

enum { DB = 1000, KEYS, LISTEN, PACK, ADMIN, FROM, TO, RESTATED, FORMAT, DRY_RUN,
	NO_SANDBOX, WITH_KEYS, REPLACE, CERT, KEY, PROXY, START, CHECKPOINTS,
	BUNDLE, INBOX, METRICS, PUBLIC, HELP };

static const struct option options[] = {
	{ "db", required_argument, NULL, DB },
	{ "keys", required_argument, NULL, KEYS },
	{ "listen", required_argument, NULL, LISTEN },
	{ "pack", required_argument, NULL, PACK },
	{ "admin", required_argument, NULL, ADMIN },
	{ "from", required_argument, NULL, FROM },
	{ "to", required_argument, NULL, TO },
	{ "restated", required_argument, NULL, RESTATED },
	{ "format", required_argument, NULL, FORMAT },
	{ "dry-run", no_argument, NULL, DRY_RUN },
	{ "cert", required_argument, NULL, CERT },
	{ "key", required_argument, NULL, KEY },
	{ "proxy", required_argument, NULL, PROXY },
	{ "with-keys", no_argument, NULL, WITH_KEYS },
	{ "replace", no_argument, NULL, REPLACE },
	{ "no-sandbox", no_argument, NULL, NO_SANDBOX },
	{ "start", required_argument, NULL, START },
	{ "checkpoints", required_argument, NULL, CHECKPOINTS },
	{ "bundle", required_argument, NULL, BUNDLE },
	{ "inbox", required_argument, NULL, INBOX },
	{ "metrics", required_argument, NULL, METRICS },
	{ "public", required_argument, NULL, PUBLIC },
	{ "help", no_argument, NULL, HELP },
	{ NULL, 0, NULL, 0 },
};

static bool
take_option(struct command_line *cl, int option)
{
	switch (option) {
	case DB: cl->db = optarg; return true;
	case KEYS: cl->keys = optarg; return true;
	case LISTEN: cl->listen = optarg; return true;
	case PACK: cl->pack = optarg; return true;
	case ADMIN: cl->admin = optarg; return true;
	case FROM: cl->from = optarg; return true;
	case TO: cl->to = optarg; return true;
	case RESTATED: cl->restated = optarg; return true;
	case FORMAT: cl->format = optarg; return true;
	case DRY_RUN: cl->dry_run = true; return true;
	case CERT: cl->cert = optarg; return true;
	case KEY: cl->key = optarg; return true;
	case PROXY: cl->proxy = optarg; return true;
	case WITH_KEYS: cl->with_keys = true; return true;
	case REPLACE: cl->replace = true; return true;
	case NO_SANDBOX: cl->no_sandbox = true; return true;
	case START: cl->start = optarg; return true;
	case CHECKPOINTS: cl->checkpoints = optarg; return true;
	case BUNDLE: cl->bundle = optarg; return true;
	case INBOX: cl->inbox = optarg; return true;
	case METRICS: cl->metrics = optarg; return true;
	case PUBLIC: cl->public_below = optarg; return true;
	case HELP: cl->help = true; return true;
	default: return false;
	}
}

static bool
read_line(struct command_line *cl, const struct command *c, int argc,
    char **argv)
{
	int option;

	cl->db = getenv("TSUNAGU_DB");
	cl->keys = getenv("TSUNAGU_KEYS");
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (!take_option(cl, option))
			return false;
	}
	for (int i = optind; i < argc; i++) {
		if (cl->nwords == MAX_WORDS)
			return false;
		cl->words[cl->nwords++] = argv[i];
	}
	return cl->help || (cl->nwords >= c->min_words &&
	    cl->nwords <= c->max_words);
}

static bool
needs_database(const struct command *c)
{
	return c->run != command_keypair && c->run != command_care_score &&
	    c->run != command_public;
}

static int
run(const struct command *c, int argc, char **argv)
{
	struct command_line cl = { 0 };

	if (!read_line(&cl, c, argc, argv))
		return help(c, stderr);
	if (cl.help)
		return help(c, stdout);
	if (!cl.db && needs_database(c)) {
		fputs("no database: give --db or set TSUNAGU_DB\n", stderr);
		return EXIT_USAGE;
	}
	if (!crypto_start() || (!cl.no_sandbox && !sandbox_memory()))
		return EXIT_REFUSED;
	umask(077);		/* all it writes is for its owner alone */
	return c->run(&cl);
}

int
main(int argc, char **argv)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc < 2) {
		usage(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0) {
		usage(stdout);
		return EXIT_DONE;
	}
	for (size_t i = 0; i < COUNT(commands); i++) {
		if (strcmp(commands[i].name, argv[1]) == 0)
			return run(&commands[i], argc - 1, argv + 1);
	}
	usage(stderr);
	return EXIT_USAGE;
}
