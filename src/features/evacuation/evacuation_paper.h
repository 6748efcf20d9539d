#ifndef EVACUATION_PAPER_H
#define EVACUATION_PAPER_H

#include "app/paper.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation_private.h"

/*
 * A plan on paper, as far as whoever prints it may see: 計画書 on both sides of a
 * sheet, the emergency card, and what a doctor or a fire crew that does not know
 * the child wants to read first. Page and PDF from one description.
 */
struct plan_source {
	struct plan plan;
	struct child child;
	struct acceptance acceptance;
	const struct acceptance *chosen;	/* NULL: none */
	const char *recipients;		/* to whom a consent lets it go */
	const struct media *photo;	/* of how she lies; NULL: none */
	const char *photo_url;
	bool photo_clinical;		/* it tells more than of her care */
};

enum result plan_source_of(struct request *, const char *plan,
    struct plan_source *) MUST_CHECK;
/* Leaves out what no consent lets that agency know. DENIED: none stands. */
enum result plan_source_for(struct request *, const char *agency,
    struct plan_source *) MUST_CHECK;
struct paper *plan_sheet(struct request *, const struct plan_source *);
struct paper *plan_card(struct request *, const struct plan_source *);
struct paper *plan_summary(struct request *, const struct plan_source *);
/* Facts, and tables of devices, hours and people, of which each paper has some. */
enum result plan_put_devices(struct request *, struct paper *,
    const char *child) MUST_CHECK;
void	plan_put_hours(struct paper *, const struct plan *);
void	plan_put_hazards(struct request *, struct paper *, const struct plan *);
void	plan_put_people(struct request *, struct paper *, const char *text);

enum result plan_sheet_get(struct request *);
enum result plan_sheet_pdf_get(struct request *);
enum result plan_card_get(struct request *);
enum result plan_card_pdf_get(struct request *);
enum result plan_summary_get(struct request *);
enum result plan_summary_pdf_get(struct request *);
enum result plan_current_get(struct request *);
/* All plans in force of a municipality in one file. */
enum result plans_pdf_get(struct request *);

#endif
