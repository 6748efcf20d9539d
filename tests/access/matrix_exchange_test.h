#ifndef TESTS_ACCESS_MATRIX_EXCHANGE_TEST_H
#define TESTS_ACCESS_MATRIX_EXCHANGE_TEST_H

/* Who may read and write these by their free pages: matrix_plain_test.c. */
#define EXCHANGE_RIGHTS \
	{ "exchange", CENTRE, CENTRE }, \
	{ "exchange_party", READERS, WRITERS }, \
	{ "exchange_guest", READERS, WRITERS }, \
	{ "exchange_report", CENTRE, CENTRE }, \
	{ "exchange_peer", CENTRE, CENTRE },

/* On no page, list or API of their own. */
#define EXCHANGE_KEPT(p, record) \
	{ "GET", "/" p, READERS, .status = 404 }, \
	{ "GET", "/" p "/new", WRITERS, .status = 404 }, \
	{ "POST", "/" p, WRITERS, .status = 405, .bad = "a=1" }, \
	{ "GET", "/api/v1/" p, READERS, .status = 404 }, \
	{ "GET", "/api/v1/" p "/*", READERS, .about = record, .blind = true, \
	    .status = 404 }, \
	{ "POST", "/api/v1/" p, WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/" p "/*", WRITERS, .about = record, .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }
#define EXCHANGE_UNCHANGED(p, record) \
	{ "GET", "/" p "/*/edit", WRITERS, .about = record, .blind = true, \
	    .status = 404 }, \
	{ "POST", "/" p "/*", WRITERS, .about = record, .blind = true, \
	    .status = 405, .bad = "a=1" }
#define EXCHANGE_READ(path) \
	{ "GET", path, READERS, .gate = CENTRE, .about = "-", .status = 404 }
#define EXCHANGE_DEED(path) \
	{ "POST", path, WRITERS, .gate = CENTRE, .about = "-", .status = 404 }

/* Lines of matrix_table_test.c for family exchanges: the centre's. */
#define EXCHANGE_EXPECTED \
	{ "GET", "/exchanges", READERS, .gate = CENTRE, .status = 200, \
	    .asks = "? ?year=2025" }, \
	{ "GET", "/exchanges/table", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "GET", "/exchanges/table.pdf", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	EXCHANGE_READ("/exchanges/*"), \
	EXCHANGE_DEED("/exchanges/*/parties"), \
	EXCHANGE_DEED("/exchanges/*/attendance"), \
	EXCHANGE_DEED("/exchanges/*/cancellation"), \
	EXCHANGE_READ("/exchanges/*/report"), \
	EXCHANGE_DEED("/exchanges/*/report"), \
	EXCHANGE_READ("/exchanges/*/photos"), \
	EXCHANGE_READ("/exchanges/*/photos.pdf"), \
	EXCHANGE_KEPT("exchange-parties", "exchange_party"), \
	{ "GET", "/exchange-parties/*", READERS, .gate = CENTRE, \
	    .about = "exchange_party", .status = ANY }, \
	{ "GET", "/exchange-parties/*/edit", WRITERS, .gate = CENTRE, \
	    .about = "exchange_party", .status = 200, \
	    .shows = "exchange_party.name exchange_party.needs" \
	    " exchange_party.mail exchange_party.phone" }, \
	{ "POST", "/exchange-parties/*", WRITERS, .gate = CENTRE, \
	    .about = "exchange_party", .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/exchange-parties/*/cancellation", WRITERS, \
	    .gate = CENTRE, .about = "exchange_party", .status = ANY, \
	    .bad = "a=1" }, \
	{ "POST", "/exchange-parties/*/guests", WRITERS, .gate = CENTRE, \
	    .about = "exchange_party", .status = ANY, .bad = "a=1" }, \
	EXCHANGE_KEPT("exchange-guests", "exchange_guest"), \
	EXCHANGE_UNCHANGED("exchange-guests", "exchange_guest"), \
	{ "GET", "/exchange-guests/*", READERS, .about = "exchange_guest", \
	    .blind = true, .status = 404 }, \
	{ "POST", "/exchange-guests/*/photo", WRITERS, .gate = CENTRE, \
	    .about = "exchange_guest", .status = ANY, .bad = "a=1" }, \
	EXCHANGE_KEPT("exchange-reports", "-"), \
	EXCHANGE_UNCHANGED("exchange-reports", "-"), \
	{ "GET", "/exchange-reports/*", READERS, .about = "-", \
	    .status = 404 }

#endif
