#ifndef ATTACHMENT_PAPER_H
#define ATTACHMENT_PAPER_H

#include "app/demo.h"
#include "base/buffer.h"

/* Papers of the fictional centre, and of tests: whole files, made here. */
struct buffer attachment_paper_png(struct arena *, struct dice *);
struct buffer attachment_paper_pdf(struct arena *);

#endif
