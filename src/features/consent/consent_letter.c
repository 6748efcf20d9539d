#include "app/page.h"
#include "app/paper.h"
#include "features/consent/consent_page.h"

static const struct slot recipient_slots[] = {
	SLOT_TEXT(consent_letter_to, name),
	SLOT_TEXT(consent_letter_to, url),
};

static const struct slot slots[] = {
	SLOT_TEXT(consent_letter, title),
	SLOT_TEXT(consent_letter, back),
	SLOT_TEXT(consent_letter, back_label),
	SLOT_TEXT(consent_letter, to),
	SLOT_TEXT(consent_letter, refused),
	SLOT_TEXT(consent_letter, consents),
	SLOT_TEXT(consent_letter, pdf),
	SLOT_TEXT(consent_letter, empty),
	SLOT_HTML(consent_letter, text),
	SLOT_LIST(consent_letter, recipients, recipient_slots,
	    struct consent_letter_to),
};

TEMPLATE(consent_letter_page, "src/features/consent/letter.html", slots);

static enum result
show_pdf(struct request *r, const struct consent_letter *letter)
{
	struct paper *p = paper_new(r->mem, letter->paper);

	paper_text(p, letter->said);
	return paper_pdf(r, letter->paper, (const struct paper *const[]){ p },
	    1, letter->file);
}

enum result
consent_letter_show(struct request *r, const struct page *page,
    struct consent_letter *letter, bool as_pdf)
{
	enum result rc;

	if (as_pdf && letter->said)
		return show_pdf(r, letter);
	letter->text = letter->said ? html_lines(r->mem, letter->said) : NULL;
	rc = page_show(r, page, &consent_letter_page, letter);
	return !rc && letter->refused ? DENIED : rc;
}
