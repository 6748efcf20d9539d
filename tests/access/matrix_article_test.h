#ifndef TESTS_ACCESS_MATRIX_ARTICLE_TEST_H
#define TESTS_ACCESS_MATRIX_ARTICLE_TEST_H

/* A step of an article that is not there. */
#define ARTICLE_STEP(step) \
	{ "POST", "/articles/*/" step, WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }
#define ARTICLE_NEVER(method, path) \
	{ method, path, WRITERS, .status = 405, .about = "-", \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }

/* Lines of matrix_table_test.c for what is written to be published: about no
 * child, the centre's until a second person lets it out. */
#define ARTICLE_EXPECTED \
	{ "GET", "/articles", READERS, .gate = CENTRE, .status = 200 }, \
	{ "GET", "/articles/new", WRITERS, .gate = CENTRE, .status = 200 }, \
	{ "POST", "/articles", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "GET", "/articles/exchange", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "POST", "/articles/parcel", READERS, .gate = CENTRE, \
	    .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/articles/arrivals", WRITERS, .gate = CENTRE, \
	    .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/articles/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/articles/*/edit", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/articles/*", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	ARTICLE_STEP("submission"), ARTICLE_STEP("return"), \
	ARTICLE_STEP("approval"), ARTICLE_STEP("withdrawal"), \
	ARTICLE_STEP("files"), \
	ARTICLE_NEVER("POST", "/api/v1/articles"), \
	ARTICLE_NEVER("PUT", "/api/v1/articles/*"), \
	{ "GET", "/article-files", READERS, .status = 404 }, \
	{ "GET", "/article-files/new", WRITERS, .status = 404 }, \
	{ "POST", "/article-files", WRITERS, .status = 405, \
	    .bad = GIVES_UP }, \
	{ "GET", "/article-files/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/article-files/*/edit", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/article-files/*", WRITERS, .status = 405, .about = "-", \
	    .bad = GIVES_UP }, \
	{ "POST", "/article-files/*/removal", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	ARTICLE_NEVER("POST", "/api/v1/article-files"), \
	ARTICLE_NEVER("PUT", "/api/v1/article-files/*")

#endif
