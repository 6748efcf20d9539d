#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "base/media_parts.h"

/* A PDF without what tells about who made it, by libqpdf. */

/* A photograph as it lies in the file is a whole JPEG, place and all. */
static void
clean_photograph(struct arena *mem, qpdf_data pdf, qpdf_oh stream,
    qpdf_oh dict)
{
	qpdf_oh filter = qpdf_oh_get_key(pdf, dict, "/Filter");
	struct media photo = { 0 };
	unsigned char *raw = NULL;
	size_t n = 0;

	if (!qpdf_oh_is_name_and_equals(pdf, filter, "/DCTDecode") ||
	    qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, NULL, &raw,
	    &n) & QPDF_ERRORS)
		return;
	if (media_jpeg(mem, raw, n, &photo) == MEDIA_FINE)
		qpdf_oh_replace_stream_data(pdf, stream,
		    (const unsigned char *)photo.bytes, photo.len, filter,
		    qpdf_oh_get_key(pdf, dict, "/DecodeParms"));
	free(raw);
}

static void
clean_object(struct arena *mem, qpdf_data pdf, qpdf_oh object)
{
	static const char *const telling[] = { "/Metadata", "/PieceInfo",
	    "/LastModified" };
	QPDF_BOOL stream = qpdf_oh_is_stream(pdf, object);
	qpdf_oh dict = stream ? qpdf_oh_get_dict(pdf, object) : object;

	if (!qpdf_oh_is_dictionary(pdf, dict))
		return;
	for (size_t i = 0; i < COUNT(telling); i++) {
		if (qpdf_oh_has_key(pdf, dict, telling[i]))
			qpdf_oh_remove_key(pdf, dict, telling[i]);
	}
	if (stream)
		clean_photograph(mem, pdf, object, dict);
}

/* Every object there is, whether a page leads to it or not. */
static void
clean_objects(struct arena *mem, qpdf_data pdf)
{
	qpdf_oh trailer = qpdf_get_trailer(pdf);
	int size = qpdf_oh_get_int_value_as_int(pdf,
	    qpdf_oh_get_key(pdf, trailer, "/Size"));

	for (int id = 1; id < size && id < 1000 * 1000; id++) {
		qpdf_oh object = qpdf_get_object_by_id(pdf, id, 0);

		clean_object(mem, pdf, object);
		qpdf_oh_release(pdf, object);
	}
	qpdf_oh_remove_key(pdf, trailer, "/Info");
}

static enum media_fault
rewrite(struct arena *mem, qpdf_data pdf, const struct media *in,
    struct media *out)
{
	const unsigned char *bytes;

	if (qpdf_read_memory(pdf, "upload", in->bytes, in->len, NULL) &
	    QPDF_ERRORS)
		return MEDIA_BROKEN;
	clean_objects(mem, pdf);
	if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
		return MEDIA_BROKEN;
	qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
	if (qpdf_write(pdf) & QPDF_ERRORS || qpdf_has_error(pdf))
		return MEDIA_BROKEN;
	bytes = qpdf_get_buffer(pdf);
	*out = *in;
	out->len = qpdf_get_buffer_length(pdf);
	out->bytes = arena_bytes(mem, (const char *)bytes, out->len);
	return bytes ? MEDIA_FINE : MEDIA_BROKEN;
}

enum media_fault
media_anonymous(struct arena *mem, const struct media *in, struct media *out)
{
	enum media_fault fault;
	qpdf_data pdf;

	*out = *in;
	if (in->type != MEDIA_PDF)
		return MEDIA_FINE;
	pdf = qpdf_init();
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	fault = rewrite(mem, pdf, in, out);
	/* Fetched, or the library says on standard error that nobody did. */
	(void)qpdf_get_error(pdf);
	qpdf_cleanup(&pdf);
	return fault;
}
