#include "features/dispatch/dispatch.h"
#include "features/intake/intake.h"
#include "features/meeting/meeting.h"
#include "tests/access/cast_rows_test.h"

/* What is under way for a child: requests, dispatches, meetings. */

/* Asked for by nobody in the cast; to be decided, and one that is over. */
void
cast_store_dispatches(const struct writing *w, size_t child)
{
	const char *number = cast_text(w->r->mem, w->c, child, "dispatch",
	    "number");

	cast_put(w, &dispatch_record, child, false, "kind", "technical", "state",
	    "received", "assignment", NULL, "activity", NULL, NULL);
	cast_put(w, &dispatch_record, child, true, "number", arena_fmt(w->r->mem,
	    "%s2", number), "kind", "technical", "state", "closed",
	    "assignment", NULL, "activity", NULL, NULL);
}

/* One to be written up, with somebody invited, and one that is over. */
void
cast_store_meetings(const struct writing *w, size_t child)
{
	struct stored *s = cast_put(w, &meeting_record, child, false, "kind",
	    "care", "state", "planned", "yearly", "1", "previous", NULL, NULL);

	cast_put(w, &meeting_participant_record, child, false, "meeting", s->id,
	    "side", "agency", "answer", "pending", "removed_on", NULL, NULL);
	cast_put(w, &meeting_record, child, true, "kind", "discharge", "state",
	    "closed", "previous", NULL, NULL);
}

/* One that was carried as far as its last step, and one that is over. */
void
cast_store_intakes(const struct writing *w, size_t child)
{
	const char *number = cast_text(w->r->mem, w->c, child, "intake",
	    "number");

	cast_put(w, &intake_record, child, false, "state", "open", "consent",
	    "yes", "consent_on", LATER, "doctor_answer", "yes", "doctor_on",
	    LATER, "actor", "staff", "skipped", child == NO_CHILD ? "child" :
	    NULL, "closed_on", NULL, NULL);
	cast_put(w, &intake_record, child, true, "number", arena_fmt(w->r->mem,
	    "%s2", number), "state", "closed", "consent", "yes", "consent_on",
	    LATER, "doctor_answer", "yes", "doctor_on", LATER, "actor", "staff",
	    "outcome", "supported", "closed_on", LATER, NULL);
}
