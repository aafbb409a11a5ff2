#include "CHZToml.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <deque>
#include <memory>
#include <new>
#include <string>
#include <vector>

struct hz_toml {
    std::string fault;
    size_t line = 0, column = 0;
    // Texts stay where they are while others are added.
    std::deque<std::string> texts;
    std::deque<std::vector<const char *>> lists;
    std::vector<hz_toml_entry> entries;

    const char *keep(std::string_view text) {
        // A text with a zero byte would end there: say so instead.
        if (text.find('\0') != std::string_view::npos && fault.empty()) fault = "a text holds a zero byte";
        return texts.emplace_back(text).c_str();
    }

    void add(const char *table, const toml::key &key, const toml::node &node) {
        hz_toml_entry entry{table, keep(key.str()), hz_toml_other, nullptr, 0, key.source().begin.line};
        std::vector<const char *> values;
        if (auto text = node.value_exact<std::string_view>()) {
            entry.kind = hz_toml_text;
            values.push_back(keep(*text));
        } else if (auto number = node.value_exact<int64_t>()) {
            entry.kind = hz_toml_integer;
            values.push_back(keep(std::to_string(*number)));
        } else if (auto truth = node.value_exact<bool>()) {
            entry.kind = hz_toml_boolean;
            values.push_back(*truth ? "true" : "false");
        } else if (const toml::array *array = node.as_array()) {
            entry.kind = hz_toml_list;
            for (const toml::node &element : *array) {
                auto text = element.value_exact<std::string_view>();
                if (text) {
                    values.push_back(keep(*text));
                } else {
                    entry.kind = hz_toml_other;
                }
            }
        }
        auto &list = lists.emplace_back(std::move(values));
        entry.texts = list.data();
        entry.count = list.size();
        entries.push_back(entry);
    }
};

extern "C" hz_toml *hz_toml_parse(const char *bytes, size_t length) {
    auto *document = new (std::nothrow) hz_toml;
    if (document == nullptr) return nullptr;
    toml::parse_result result = toml::parse(std::string_view(bytes, length));
    if (!result) {
        document->fault = std::string(result.error().description());
        document->line = result.error().source().begin.line;
        document->column = result.error().source().begin.column;
        return document;
    }
    for (auto &&[key, node] : result.table()) {
        const toml::table *table = node.as_table();
        if (table == nullptr) {
            document->add("", key, node);
            continue;
        }
        const char *name = document->keep(key.str());
        for (auto &&[inner, value] : *table) document->add(name, inner, value);
    }
    return document;
}

extern "C" const char *hz_toml_fault(const hz_toml *document, size_t *line, size_t *column) {
    *line = document->line;
    *column = document->column;
    return document->fault.empty() ? nullptr : document->fault.c_str();
}

extern "C" size_t hz_toml_count(const hz_toml *document) { return document->entries.size(); }

extern "C" hz_toml_entry hz_toml_at(const hz_toml *document, size_t place) { return document->entries[place]; }

extern "C" void hz_toml_free(hz_toml *document) { delete document; }
