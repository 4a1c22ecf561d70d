/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Recursive descent, one function a line of the grammar in expression.h. Types are checked as
 * soon as both sides of a comparison are known, so that the first error is the leftmost.
 */
#include "rule/expression.h"

#include <assert.h>

#include "rule/expression_check.h"

static_assert(TOKEN_MATCHES - TOKEN_EQUAL == EXPRESSION_MATCHES - EXPRESSION_EQUAL,
	"operators stand in the same order in both");

struct parser {
	struct expression_source source;
	struct token token; /* the next one */
	size_t at;          /* behind it */
	unsigned depth;
};

static struct expression *parse_or(struct parser *parser);
static struct expression *parse_scalar(struct parser *parser);

static struct expression *fail(struct parser *parser, const char *sentence)
{
	expression_token_error(
		parser->source.text, parser->token.text, parser->source.error, "%s", sentence);
	return NULL;
}

static bool advance(struct parser *parser)
{
	return expression_token_read(parser->source.arena, parser->source.text, &parser->at,
		&parser->token, parser->source.error);
}

static bool expect(struct parser *parser, enum token_kind kind, const char *sentence)
{
	if (parser->token.kind != kind) {
		fail(parser, sentence);
		return false;
	}
	return advance(parser);
}

/* From `start` to the end of the token before the next one. */
static struct slice written(const struct parser *parser, struct slice start)
{
	struct slice text = parser->source.text;
	size_t from = (size_t)(start.data - text.data);
	struct slice next = parser->token.text;
	size_t to = next.data ? (size_t)(next.data - text.data) : text.length;

	return slice_trim(slice_part(text, from, to - from));
}

static struct expression *node_new(
	struct parser *parser, enum expression_kind kind, struct expression *first)
{
	struct expression *node = arena_calloc(parser->source.arena, 1, sizeof(*node));

	node->kind = kind;
	node->first = first;
	node->text = first ? first->text : parser->token.text;
	return node;
}

static struct expression *parse_constant(struct parser *parser)
{
	struct expression *node = node_new(parser, EXPRESSION_CONSTANT, NULL);
	const struct token *token = &parser->token;

	switch (token->kind) {
	case TOKEN_STRING:
		node->constant = value_string(token->string);
		break;
	case TOKEN_NUMBER:
		node->constant = value_number(token->number);
		break;
	case TOKEN_DECIMAL:
		node->constant = value_decimal(token->decimal);
		break;
	case TOKEN_ADDRESS:
		node->constant =
			(struct value){.type = VALUE_ADDRESS, .address = token->address};
		break;
	case TOKEN_PREFIX:
		node->kind = EXPRESSION_PREFIX;
		node->prefix = token->prefix;
		break;
	default:
		return fail(parser, "a name, a string, a number or an address is wanted here");
	}
	return advance(parser) ? node : NULL;
}

/* "(" name { "," number } ")", behind the function's own name. */
static struct expression *parse_function(struct parser *parser, struct expression *node)
{
	const char *form = "a function is written with a name and numbers: index(ifName, 1)";
	size_t count = 0;

	if (!advance(parser))
		return NULL;
	node->function = node->word;
	node->word = parser->token.text;
	for (size_t i = 0; i < ARGUMENTS_MAXIMUM; i++)
		node->arguments[i] = -1;
	if (parser->token.kind == TOKEN_DECIMAL)
		parser->token.kind = TOKEN_NAME; /* 1.3 is an OID where a name is wanted */
	if (!expect(parser, TOKEN_NAME, form))
		return NULL;
	while (count < ARGUMENTS_MAXIMUM && parser->token.kind == TOKEN_COMMA) {
		if (!advance(parser))
			return NULL;
		node->arguments[count++] = parser->token.number;
		if (!expect(parser, TOKEN_NUMBER, form))
			return NULL;
	}
	if (!expect(parser, TOKEN_CLOSE, form))
		return NULL;
	node->text = written(parser, node->text);
	return node;
}

/* operand { "," operand } "]": the key, behind the name of the table's column and its "[". */
static struct expression *parse_lookup(struct parser *parser, struct expression *node)
{
	struct expression **end = &node->first;

	if (parser->depth == EXPRESSION_DEPTH)
		return fail(parser, "keys of tables nest too deeply here (at most 32)");
	parser->depth++;
	do {
		if (!advance(parser) || !(*end = parse_scalar(parser)) ||
			!expression_check_operand(&parser->source, *end))
			return NULL;
		end = &(*end)->next;
	} while (parser->token.kind == TOKEN_COMMA);
	parser->depth--;
	if (!expect(parser, TOKEN_CLOSE_LIST,
		    "the key of a table goes on with ',' or ends with ']'"))
		return NULL;
	node->text = written(parser, node->text);
	return node;
}

static struct expression *parse_name(struct parser *parser)
{
	struct expression *node = node_new(parser, EXPRESSION_WORD, NULL);

	node->function = slice_of(NULL);
	node->word = parser->token.text;
	if (!advance(parser))
		return NULL;
	if (parser->token.kind == TOKEN_OPEN_LIST)
		return parse_lookup(parser, node);
	return parser->token.kind == TOKEN_OPEN ? parse_function(parser, node) : node;
}

static struct expression *parse_scalar(struct parser *parser)
{
	if (parser->token.kind == TOKEN_NAME)
		return parse_name(parser);
	if (parser->token.kind == TOKEN_OPEN_LIST)
		return fail(parser, "a list stands only after 'in', and holds no lists");
	return parse_constant(parser);
}

/* "[" operand { "," operand } "]" */
static struct expression *parse_list(struct parser *parser)
{
	struct expression *list = node_new(parser, EXPRESSION_LIST, NULL);
	struct expression **end = &list->first;

	do {
		if (!advance(parser) || !(*end = parse_scalar(parser)))
			return NULL;
		end = &(*end)->next;
	} while (parser->token.kind == TOKEN_COMMA);
	if (!expect(parser, TOKEN_CLOSE_LIST, "the list goes on with ',' or ends with ']'"))
		return NULL;
	list->text = written(parser, list->text);
	return list;
}

static bool is_operator(enum token_kind kind)
{
	return kind >= TOKEN_EQUAL && kind <= TOKEN_MATCHES;
}

static struct expression *parse_comparison(struct parser *parser)
{
	struct expression *left = parse_scalar(parser);
	enum token_kind operator= parser->token.kind;

	if (!left)
		return NULL;
	if (!is_operator(operator))
		return expression_check_condition(&parser->source, left) ? left : NULL;

	struct expression *node =
		node_new(parser, EXPRESSION_EQUAL + (operator- TOKEN_EQUAL), left);
	if (!advance(parser))
		return NULL;
	bool list = operator== TOKEN_IN && parser->token.kind == TOKEN_OPEN_LIST;
	left->next = list ? parse_list(parser) : parse_scalar(parser);
	if (!left->next)
		return NULL;
	node->text = written(parser, left->text);
	return expression_check_comparison(&parser->source, node) ? node : NULL;
}

static struct expression *parse_parentheses(struct parser *parser)
{
	struct expression *node = advance(parser) ? parse_or(parser) : NULL;

	if (!node ||
		!expect(parser, TOKEN_CLOSE, "'and', 'or' or a closing ')' is wanted here"))
		return NULL;
	return node;
}

static struct expression *parse_not(struct parser *parser)
{
	enum token_kind kind = parser->token.kind;
	struct expression *node;

	if (kind != TOKEN_NOT && kind != TOKEN_OPEN)
		return parse_comparison(parser);
	if (parser->depth == EXPRESSION_DEPTH)
		return fail(parser, "parentheses and 'not' nest too deeply here (at most 32)");
	parser->depth++;
	if (kind == TOKEN_OPEN) {
		node = parse_parentheses(parser);
	} else {
		node = advance(parser) ? parse_not(parser) : NULL;
		node = node ? node_new(parser, EXPRESSION_NOT, node) : NULL;
	}
	parser->depth--;
	return node;
}

/* item { separator item }: one item stands for itself. */
static struct expression *parse_chain(struct parser *parser, enum expression_kind kind,
	enum token_kind separator, struct expression *(*parse_item)(struct parser *parser))
{
	struct expression *first = parse_item(parser);
	struct expression *last = first;

	if (!first || parser->token.kind != separator)
		return first;
	while (parser->token.kind == separator) {
		if (!advance(parser) || !(last->next = parse_item(parser)))
			return NULL;
		last = last->next;
	}
	return node_new(parser, kind, first);
}

static struct expression *parse_and(struct parser *parser)
{
	return parse_chain(parser, EXPRESSION_AND, TOKEN_AND, parse_not);
}

static struct expression *parse_or(struct parser *parser)
{
	return parse_chain(parser, EXPRESSION_OR, TOKEN_OR, parse_and);
}

static bool parser_begin(struct parser *parser, struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error)
{
	*parser = (struct parser){
		.source = {arena, arena_copy(arena, text), naming, error},
	};
	if (!advance(parser))
		return false;
	if (parser->token.kind != TOKEN_END)
		return true;
	return error_set(error, "the expression is empty");
}

struct expression *expression_parse(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error)
{
	struct parser parser;

	if (!parser_begin(&parser, arena, text, naming, error))
		return NULL;

	struct expression *expression = parse_or(&parser);
	if (!expression || parser.token.kind == TOKEN_END)
		return expression;
	return fail(&parser, "the expression should end here or go on with 'and' or 'or'");
}

struct expression *expression_parse_operand(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error)
{
	struct parser parser;

	if (!parser_begin(&parser, arena, text, naming, error))
		return NULL;

	struct expression *operand = parse_scalar(&parser);
	if (!operand)
		return NULL;
	if (parser.token.kind != TOKEN_END)
		return fail(&parser, "one name, function or constant is wanted, and no more");
	return expression_check_operand(&parser.source, operand) ? operand : NULL;
}
