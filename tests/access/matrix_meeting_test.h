#ifndef TESTS_ACCESS_MATRIX_MEETING_TEST_H
#define TESTS_ACCESS_MATRIX_MEETING_TEST_H

/* The routes of meetings, for the table of all; guests come by links of their
 * own, which the tests of the feature open. */
#define MEETING_FIELDS "meeting.title meeting.agenda meeting.minutes" \
    " meeting.roles meeting.place"
#define MEETING_EXPECTED \
	{ "GET", "/meetings", READERS, .status = 200, \
	    .shows = "meeting.title meeting.place child.name", .unit = "件" }, \
	{ "GET", "/meetings", READERS, .status = 200, .asks = "?over=1" }, \
	{ "GET", "/meetings/new", WRITERS, .status = 200, \
	    .asks = "? ?child=%i" }, \
	{ "POST", "/meetings", WRITERS, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/meetings/*", READERS, .about = "meeting", .status = 200, \
	    .shows = MEETING_FIELDS " meeting_participant.name" \
	    " meeting_participant.part meeting_participant.comment" \
	    " child.name" }, \
	{ "GET", "/meetings/*/edit", WRITERS, .about = "meeting", \
	    .status = 200, .shows = "meeting.title meeting.agenda" }, \
	{ "POST", "/meetings/*", WRITERS, .about = "meeting", .status = 422, \
	    .bad = GIVES_UP, .form = "version=1&yearly=0", \
	    .shows = "meeting.title meeting.agenda" }, \
	{ "POST", "/meetings/*/participants", WRITERS, .about = "meeting", \
	    .status = 422, .bad = GIVES_UP, .form = "side=centre&name=x" }, \
	{ "POST", "/meetings/*/decisions", WRITERS, .about = "meeting", \
	    .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/meetings/*/minutes", READERS, .about = "meeting", \
	    .status = 200, .shows = MEETING_FIELDS \
	    " meeting_participant.name child.name" }, \
	{ "GET", "/meetings/*/minutes.pdf", READERS, .about = "meeting", \
	    .status = 200, .shows = MEETING_FIELDS \
	    " meeting_participant.name child.name" }, \
	{ "GET", "/meetings/*/minutes/edit", WRITERS, .about = "meeting", \
	    .status = 200, .shows = "meeting.minutes meeting.roles" \
	    " meeting_participant.name" }, \
	{ "POST", "/meetings/*/minutes", WRITERS, .about = "meeting", \
	    .status = 422, .bad = GIVES_UP, .form = "version=1&minutes=x" }, \
	{ "GET", "/meetings/*/letter", READERS, CENTRE, .late = true, \
	    .about = "meeting", .status = 200 }, \
	{ "GET", "/meetings/*/letter/*", READERS, CENTRE, .late = true, \
	    .about = "meeting", .status = 404 }, \
	{ "GET", "/meetings/*/letter/*/letter.pdf", READERS, CENTRE, \
	    .late = true, .about = "meeting", .status = 404 }, \
	{ "POST", "/meetings/*/closing", WRITERS, .about = "meeting", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/meetings/*/cancellation", WRITERS, .about = "meeting", \
	    .done = true, .status = 409, .form = "version=1" }, \
	{ "POST", "/meetings/*/next", WRITERS, .about = "meeting", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/api/v1/meetings", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/meetings/*", WRITERS, .about = "meeting", \
	    .blind = true, .status = 405, .bad = "{\"a\":1}" }, \
	{ "GET", "/meeting-participants", READERS, .status = 404 }, \
	{ "GET", "/meeting-participants/new", WRITERS, .status = 404 }, \
	{ "POST", "/meeting-participants", WRITERS, .status = 405, \
	    .bad = "a=1" }, \
	{ "GET", "/meeting-participants/*", READERS, \
	    .about = "meeting_participant", .blind = true, .status = 404 }, \
	{ "GET", "/meeting-participants/*/edit", WRITERS, \
	    .about = "meeting_participant", .blind = true, .status = 404 }, \
	{ "POST", "/meeting-participants/*", WRITERS, \
	    .about = "meeting_participant", .blind = true, .status = 405, \
	    .bad = "a=1" }, \
	{ "POST", "/meeting-participants/*/answer", READERS, WRITERS, \
	    .late = true, .about = "meeting_participant", .status = 422, \
	    .bad = "version=1&answer=", .form = "version=1&answer=no" }, \
	{ "POST", "/meeting-participants/*/invitation", WRITERS, \
	    .about = "meeting_participant", .status = NOT_SENT, \
	    .form = "version=1" }, \
	{ "POST", "/meeting-participants/*/removal", WRITERS, \
	    .about = "meeting_participant", .status = NOT_SENT, \
	    .form = "version=1" }, \
	{ "POST", "/api/v1/meeting-participants", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/meeting-participants/*", WRITERS, \
	    .about = "meeting_participant", .blind = true, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "GET", "/links/meeting", EVERYBODY, .status = 404 }, \
	{ "POST", "/links/meeting", EVERYBODY, .status = 404, .bad = "a=1" }

#endif
