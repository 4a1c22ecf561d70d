/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * type = "webhook": the canonical alert as the body of a POST (doc/formats.md, 8). The key in
 * the headers never changes, so a receiver can tell a repetition from news. No redirects, no
 * proxies from the environment, http and https alone.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "output/output.h"

enum { ANSWER_MAXIMUM = 65536, SECRET_MAXIMUM = 4096 };
#define WAIT_MAXIMUM (1 * HOURS)

struct settings {
	struct output_settings common;
	const char *url, *secret_file, *ca_file;
	int64_t timeout, connect_timeout;
	bool verify;
};

struct output {
	const struct settings *settings;
	char *authorization; /* the whole header line, or NULL */
};

/* What belongs to one transfer. */
struct transfer {
	struct curl_slist *headers;
	struct text answer;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option options[] = {
	OUTPUT_OPTIONS(struct settings),
	{.name = "url",
		.type = OPTION_STRING,
		PLACE(url),
		.required = true,
		.help = "where alerts are posted (http or https)"},
	{.name = "secret_file",
		.type = OPTION_FILE,
		PLACE(secret_file),
		.help = "file with a bearer token, readable by the owner alone"},
	{.name = "ca_file",
		.type = OPTION_FILE,
		PLACE(ca_file),
		.help = "certificates to trust instead of the system's"},
	{.name = "timeout",
		.type = OPTION_DURATION,
		PLACE(timeout),
		.value = "30s",
		.minimum = MILLISECONDS,
		.maximum = INT64_MAX,
		.help = "for a whole attempt"},
	{.name = "connect_timeout",
		.type = OPTION_DURATION,
		PLACE(connect_timeout),
		.value = "5s",
		.minimum = MILLISECONDS,
		.maximum = INT64_MAX,
		.help = "for the connection"},
	{.name = "verify",
		.type = OPTION_BOOLEAN,
		PLACE(verify),
		.value = "true",
		.help = "check the receiver's certificate"},
	{0},
};

static bool check_url(const struct settings *settings, struct error *error)
{
	struct slice url = slice_of(settings->url);

	CURLU *parsed = curl_url();
	bool good = (slice_starts_with(url, "http://") || slice_starts_with(url, "https://")) &&
		    curl_url_set(parsed, CURLUPART_URL, settings->url, 0) == CURLUE_OK;

	curl_url_cleanup(parsed);
	if (!good)
		return error_set(error, "output '%s': '%s' is no http or https address",
			settings->common.id, settings->url);
	if (settings->ca_file && access(settings->ca_file, R_OK) < 0)
		return error_set(error, "output '%s': cannot read %s: %s", settings->common.id,
			settings->ca_file, strerror(errno));
	return true;
}

static struct output *webhook_open(const struct output_settings *common, struct error *error)
{
	const struct settings *settings = (const struct settings *)common;
	struct output *output;
	char secret[SECRET_MAXIMUM];
	struct text header = {0};

	if (!check_url(settings, error))
		return NULL;
	if (settings->secret_file &&
		!secret_line(settings->secret_file, secret, sizeof(secret), error))
		return NULL;
	output = xcalloc(1, sizeof(*output));
	output->settings = settings;
	if (settings->secret_file) {
		text_printf(&header, "Authorization: Bearer %s", secret);
		output->authorization = header.data;
		explicit_bzero(secret, sizeof(secret));
	}
	return output;
}

static void webhook_close(struct output *output)
{
	if (output->authorization)
		explicit_bzero(output->authorization, strlen(output->authorization));
	free(output->authorization);
	free(output);
}

/* Keeps the beginning of the answer; one that is longer is not read to its end. */
static size_t take_answer(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	size_t room = ANSWER_MAXIMUM - transfer->answer.length;

	if (room > size * count)
		room = size * count;
	text_append(&transfer->answer, slice_make(bytes, room));
	return room;
}

static void add_header(struct transfer *transfer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add_header(struct transfer *transfer, const char *format, ...)
{
	struct text line = {0};
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&line, format, arguments);
	va_end(arguments);
	transfer->headers = curl_slist_append(transfer->headers, text_get(&line));
	text_free(&line);
}

static void add_headers(
	const struct output *output, struct transfer *transfer, const struct delivery *delivery)
{
	add_header(transfer, "Content-Type: application/json");
	add_header(transfer, "Idempotency-Key: %s:%" PRIu64, delivery->incident, delivery->seq);
	add_header(transfer, "X-Incident: %s", delivery->incident);
	add_header(transfer, "X-Transition: %s", delivery->transition);
	add_header(transfer, "Expect:");
	if (output->authorization)
		transfer->headers = curl_slist_append(transfer->headers, output->authorization);
}

static void set_limits(CURL *curl, const struct settings *settings)
{
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)(settings->timeout / MILLISECONDS));
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
		(long)(settings->connect_timeout / MILLISECONDS));
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, settings->verify ? 1L : 0L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, settings->verify ? 2L : 0L);
	if (settings->ca_file)
		curl_easy_setopt(curl, CURLOPT_CAINFO, settings->ca_file);
}

static CURL *webhook_prepare(struct output *output, const struct delivery *delivery)
{
	CURL *curl = curl_easy_init();
	struct transfer *transfer = xcalloc(1, sizeof(*transfer));

	if (!curl)
		abort(); /* out of memory */
	add_headers(output, transfer, delivery);
	set_limits(curl, output->settings);
	curl_easy_setopt(curl, CURLOPT_URL, output->settings->url);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, transfer->headers);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, delivery->document);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_answer);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(curl, CURLOPT_PRIVATE, transfer);
	return curl;
}

static bool is_temporary(long status)
{
	return status == 408 || status == 425 || status == 429 || status >= 500;
}

/* What the receiver calls the incident: `ticket` or `id` of its JSON answer. */
static void read_remote(const struct transfer *transfer, struct result *result)
{
	json_t *answer = json_parse(text_slice(&transfer->answer), NULL);
	json_t *id = json_object_get(answer, "ticket");

	if (!id)
		id = json_object_get(answer, "id");
	if (json_is_string(id))
		snprintf(result->remote, sizeof(result->remote), "%s", json_string_value(id));
	else if (json_is_integer(id))
		snprintf(result->remote, sizeof(result->remote), "%" JSON_INTEGER_FORMAT,
			json_integer_value(id));
	json_decref(answer);
}

static void judge_status(CURL *curl, struct result *result)
{
	long status = 0;
	curl_off_t wait = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
	snprintf(result->detail, sizeof(result->detail), "HTTP %ld", status);
	if (status >= 200 && status < 300)
		result->kind = RESULT_DELIVERED;
	else
		result->kind = is_temporary(status) ? RESULT_RETRY : RESULT_REFUSED;
	if (wait > 0)
		result->retry_after =
			wait > WAIT_MAXIMUM / SECONDS ? WAIT_MAXIMUM : (int64_t)wait * SECONDS;
}

static void webhook_judge(
	struct output *output, CURL *curl, CURLcode code, struct result *result)
{
	struct transfer *transfer = NULL;

	(void)output;
	*result = (struct result){.kind = RESULT_RETRY};
	curl_easy_getinfo(curl, CURLINFO_PRIVATE, (char **)&transfer);
	if (code == CURLE_OK || transfer->answer.length == ANSWER_MAXIMUM)
		judge_status(curl, result);
	else
		snprintf(
			result->detail, sizeof(result->detail), "%s", curl_easy_strerror(code));
	if (result->kind == RESULT_DELIVERED)
		read_remote(transfer, result);
	curl_slist_free_all(transfer->headers);
	text_free(&transfer->answer);
	free(transfer);
	curl_easy_cleanup(curl);
}

extern const struct output_type output_webhook;
const struct output_type output_webhook = {
	.name = "webhook",
	.help = "alerts posted as JSON over HTTP",
	.options = options,
	.settings_size = sizeof(struct settings),
	.open = webhook_open,
	.close = webhook_close,
	.prepare = webhook_prepare,
	.judge = webhook_judge,
};
