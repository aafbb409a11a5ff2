// TOML for C: what a configuration file says, as a flat list. The parser is toml++ (header only, Debian's
// libtomlplusplus-dev); Swift's wrappers of such parsers bring Foundation with them, 50 MB of program.
#ifndef CHZTOML_H
#define CHZTOML_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a value is. Dates, fractions and tables within tables are `hz_toml_other`.
enum hz_toml_kind { hz_toml_text, hz_toml_integer, hz_toml_boolean, hz_toml_list, hz_toml_other };

/// One key with its value. All texts are UTF-8, ended by 0, and live as long as the document.
struct hz_toml_entry {
    /// The table that it stands in; empty at the top.
    const char *table;
    const char *key;
    enum hz_toml_kind kind;
    /// The value's text: one, or of a list each element's. A list with anything but texts in it is `hz_toml_other`.
    const char *const *texts;
    size_t count;
    /// The line that the key stands in, from 1.
    size_t line;
};

struct hz_toml;

/// Reads a document of `length` bytes of UTF-8; NULL where memory is short. Free it with `hz_toml_free`.
struct hz_toml *hz_toml_parse(const char *bytes, size_t length);
/// What is wrong with the document, and where, from 1; NULL where nothing is.
const char *hz_toml_fault(const struct hz_toml *document, size_t *line, size_t *column);
/// How many entries it has, in the order of tables and keys by their bytes.
size_t hz_toml_count(const struct hz_toml *document);
/// One entry, `place` below the count.
struct hz_toml_entry hz_toml_at(const struct hz_toml *document, size_t place);
void hz_toml_free(struct hz_toml *document);

#ifdef __cplusplus
}
#endif

#endif
