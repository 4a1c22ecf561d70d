/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The main of a fuzz target where there is no fuzzing engine, which makes it a test. It runs
 * the files of corpus/<target>/ and crash/<target>/ and then random mutations of them. The
 * same seed gives the same inputs; after some seconds it stops early. An input that ends the
 * process, or takes too long, is left in <target>.input: move it to crash/<target>/ and the
 * bug has its test.
 *
 *     fuzz_thing                 files, then mutations; SEED= and RUNS= choose others
 *     fuzz_thing FILE...         these files only
 */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"

#define SIZE_MAXIMUM      65536
#define FILES_MAXIMUM     4096
#define SECONDS_TOTAL     2
#define SECONDS_PER_INPUT 10

struct input {
	uint8_t *bytes;
	size_t size;
};

struct corpus {
	struct input inputs[FILES_MAXIMUM];
	size_t count;
	uint64_t random;
};

/* The input being run, for the signal handlers. */
static struct input current;
static char rescue_path[512];

/* Sanitizers call this before they end the process; absent without them. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void rescue_input(void)
{
	static const char message[] = "\nthe input that did it is in ";
	int fd = open(rescue_path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd < 0)
		return;
	if (write(fd, current.bytes, current.size) == (ssize_t)current.size &&
		write(STDERR_FILENO, message, sizeof(message) - 1) > 0 &&
		write(STDERR_FILENO, rescue_path, strlen(rescue_path)) > 0)
		(void)!write(STDERR_FILENO, "\n", 1);
	close(fd);
}

static void on_signal(int number)
{
	static const char slow[] = "\none input takes too long";

	if (number == SIGALRM)
		(void)!write(STDERR_FILENO, slow, sizeof(slow) - 1);
	rescue_input();
	signal(number, SIG_DFL);
	raise(number);
}

static void watch_for_death(const char *target)
{
	static const int numbers[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGALRM};

	snprintf(rescue_path, sizeof(rescue_path), "%s.input", target);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(rescue_input);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct sigaction old;

		sigaction(numbers[i], NULL, &old);
		if (old.sa_handler == SIG_DFL) /* else a sanitizer has it */
			signal(numbers[i], on_signal);
	}
}

/* Runs a copy of exactly that size, so that a read beyond the end is seen. */
static void run(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, bytes, size);
	current = (struct input){copy, size};
	alarm(SECONDS_PER_INPUT);
	LLVMFuzzerTestOneInput(size ? copy : copy + 1, size);
	alarm(0);
	free(copy);
}

static bool read_file(const char *path, struct input *input)
{
	FILE *file = fopen(path, "rb");

	if (!file)
		return false;
	input->bytes = malloc(SIZE_MAXIMUM);
	if (!input->bytes)
		abort();
	input->size = fread(input->bytes, 1, SIZE_MAXIMUM, file);
	fclose(file);
	return true;
}

static int no_dot_file(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* Adds the folder's files in the order of their names; a folder need not exist. */
static void add_folder(struct corpus *corpus, const char *kind, const char *target)
{
	const char *top = getenv("top_srcdir");
	char folder[256], path[512];
	struct dirent **entries;
	int count;

	snprintf(folder, sizeof(folder), "%s/tests/fuzz/%s/%s", top ? top : ".", kind, target);
	count = scandir(folder, &entries, no_dot_file, alphasort);
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
		if (corpus->count < FILES_MAXIMUM &&
			read_file(path, &corpus->inputs[corpus->count]))
			corpus->count++;
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

/* xorshift64*; a number below `limit`, which is not 0. */
static size_t below(struct corpus *corpus, size_t limit)
{
	uint64_t x = corpus->random;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	corpus->random = x;
	return (size_t)((x * UINT64_C(2685821657736338717) >> 32) % limit);
}

static uint8_t likely_byte(struct corpus *corpus)
{
	static const char likely[] =
		"\0\1\177\200\376\377\n\r\t \"'\\<>[](){}=:;,.%$*+?|^-_/09aAzZ";

	return below(corpus, 2) ? (uint8_t)likely[below(corpus, sizeof(likely) - 1)]
				: (uint8_t)below(corpus, 256);
}

static void remove_range(struct corpus *corpus, struct input *input)
{
	size_t at = below(corpus, input->size);
	size_t length = 1 + below(corpus, input->size - at);

	memmove(input->bytes + at, input->bytes + at + length, input->size - at - length);
	input->size -= length;
}

/* Inserts `length` bytes at a random place; false when they do not fit. */
static bool insert(
	struct corpus *corpus, struct input *input, const uint8_t *bytes, size_t length)
{
	size_t at = below(corpus, input->size + 1);

	if (length > SIZE_MAXIMUM - input->size)
		return false;
	memmove(input->bytes + at + length, input->bytes + at, input->size - at);
	memcpy(input->bytes + at, bytes, length);
	input->size += length;
	return true;
}

/* A stretch of some file of the corpus, maybe of this one. */
static void insert_stretch(struct corpus *corpus, struct input *input)
{
	const struct input *other = &corpus->inputs[below(corpus, corpus->count)];
	size_t at;

	if (other->size == 0)
		return;
	at = below(corpus, other->size);
	insert(corpus, input, other->bytes + at, 1 + below(corpus, other->size - at));
}

static void insert_byte(struct corpus *corpus, struct input *input)
{
	uint8_t bytes[64];

	memset(bytes, likely_byte(corpus), sizeof(bytes));
	insert(corpus, input, bytes, below(corpus, 4) ? 1 : 1 + below(corpus, sizeof(bytes)));
}

static void mutate(struct corpus *corpus, struct input *input)
{
	size_t choice = below(corpus, 7);

	if (input->size == 0 || choice == 0)
		insert_byte(corpus, input);
	else if (choice == 1)
		insert_stretch(corpus, input);
	else if (choice == 2)
		remove_range(corpus, input);
	else if (choice == 3)
		input->size = below(corpus, input->size);
	else if (choice == 4)
		input->bytes[below(corpus, input->size)] ^= (uint8_t)(1u << below(corpus, 8));
	else
		input->bytes[below(corpus, input->size)] = likely_byte(corpus);
}

/* Returns how many mutations were run until the count or the time was used up. */
static unsigned long run_mutations(struct corpus *corpus, unsigned long runs)
{
	struct input input = {malloc(SIZE_MAXIMUM), 0};
	time_t end = time(NULL) + SECONDS_TOTAL;
	unsigned long done = 0;

	if (!input.bytes)
		abort();
	while (done < runs && time(NULL) < end) {
		const struct input *from = &corpus->inputs[below(corpus, corpus->count)];

		memcpy(input.bytes, from->bytes, from->size);
		input.size = from->size;
		for (size_t changes = 1 + below(corpus, 5); changes > 0; changes--)
			mutate(corpus, &input);
		run(input.bytes, input.size);
		done++;
	}
	free(input.bytes);
	return done;
}

static uint64_t number_from(const char *variable, uint64_t otherwise)
{
	const char *value = getenv(variable);

	return value && *value ? strtoull(value, NULL, 10) : otherwise;
}

static int replay(struct corpus *corpus, const char *target)
{
	uint64_t seed = number_from("SEED", 20120706);
	unsigned long runs = (unsigned long)number_from("RUNS", 50000);
	size_t files;

	add_folder(corpus, "corpus", target);
	add_folder(corpus, "crash", target);
	files = corpus->count;
	if (files == 0) {
		printf("%s: tests/fuzz/corpus/%s/ has no file to begin with\n", target, target);
		return 1;
	}
	run((const uint8_t *)"", 0);
	for (size_t i = 0; i < files; i++)
		run(corpus->inputs[i].bytes, corpus->inputs[i].size);
	corpus->random = seed ? seed : 1;
	runs = run_mutations(corpus, runs);
	printf("%s: %zu files, %lu mutations, SEED=%" PRIu64 "\n", target, files, runs, seed);
	return 0;
}

static int run_files(struct corpus *corpus, char **paths)
{
	for (; *paths; paths++) {
		if (!read_file(*paths, &corpus->inputs[0])) {
			perror(*paths);
			return 1;
		}
		corpus->count = 1;
		run(corpus->inputs[0].bytes, corpus->inputs[0].size);
		free(corpus->inputs[0].bytes);
		corpus->count = 0;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct corpus *corpus = calloc(1, sizeof(*corpus));
	const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
	int status;

	if (!corpus)
		abort();
	if (strncmp(name, "fuzz_", 5) == 0)
		name += 5;
	watch_for_death(name);
	status = argc > 1 ? run_files(corpus, argv + 1) : replay(corpus, name);
	for (size_t i = 0; i < corpus->count; i++)
		free(corpus->inputs[i].bytes);
	free(corpus);
	return status;
}
