#include "tests/support/jsonld_suite.hpp"

#include <doctest/doctest.h>

#include <cctype>
#include <string_view>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::tests {
namespace {

/// "invalid @id value" is jsonld.invalid_id_value.
std::string code_of(const std::string& name) {
  if (name == "loading remote context failed") return "jsonld.unknown_context";
  std::string code = "jsonld.";
  for (const char c : name) {
    if (c == '@') continue;
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    code += letter ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : '_';
  }
  return code;
}

/// Every document of the folder under the URL that the suite gives it.
jsonld::Contexts pinned_files(const std::filesystem::path& folder, const std::string& base) {
  std::vector<jsonld::PinnedContext> pins;
  for (const char* part : {"expand", "toRdf"}) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder / part)) {
      if (file.path().extension() != ".jsonld") continue;
      const std::string text = read_file(file.path());
      if (!json::parse(text)) continue;
      pins.push_back({.url = base + file.path().lexically_relative(folder).string(),
                      .text = text,
                      .sha256 = encoding::encode_hex(sha256(bytes_of(text)).value)});
    }
  }
  return jsonld::Contexts::shipped().with(pins).value();
}

void read_options(const json::Reader& options, const std::filesystem::path& folder,
                  JsonldCase& entry) {
  const auto word = [&](std::string_view name) {
    return options.find_string(name).value().value_or("");
  };
  if (options.find("base")) entry.options.base = word("base");
  if (word("processingMode") == "json-ld-1.0") {
    entry.options.processing_mode = jsonld::ProcessingMode::json_ld_1_0;
  }
  if (const std::string context = word("expandContext"); !context.empty()) {
    entry.expand_context = json::parse(read_file(folder / context)).value();
    entry.options.expand_context = entry.expand_context->root();
  }
  const std::string direction = word("rdfDirection");
  if (direction == "i18n-datatype") {
    entry.options.rdf_direction = jsonld::RdfDirection::i18n_datatype;
  } else if (direction == "compound-literal") {
    entry.options.rdf_direction = jsonld::RdfDirection::compound_literal;
  }
  entry.options.generalized_rdf =
      options.find_boolean("produceGeneralizedRdf").value().value_or(false);
}

}  // namespace

JsonldSuite read_jsonld_suite(const std::filesystem::path& folder, const std::string& operation) {
  JsonldSuite suite;
  const auto manifest = json::parse(read_file(folder / (operation + "-manifest.jsonld"))).value();
  const json::Reader root(manifest);
  const std::string base = root.get_string("baseIri").value();
  const jsonld::Contexts contexts = pinned_files(folder, base);
  for (const json::Reader& read : root.one_or_many("sequence")) {
    const auto options = read.find("option");
    if (options && options->find_string("specVersion").value() == "json-ld-1.0") {
      ++suite.of_1_0;
      continue;
    }
    JsonldCase entry;
    entry.id = read.get_string("@id").value();
    entry.name = read.get_string("name").value();
    const std::string input = read.get_string("input").value();
    entry.input = read_file(folder / input);
    entry.options.contexts = contexts;
    entry.options.base = base + input;
    entry.options.safe = false;
    if (options) read_options(*options, folder, entry);
    if (const auto expect = read.find_string("expect").value()) {
      entry.expect = read_file(folder / *expect);
    }
    if (const auto error = read.find_string("expectErrorCode").value()) {
      entry.error = code_of(*error);
    }
    suite.cases.push_back(std::move(entry));
  }
  return suite;
}

}  // namespace waarmerk::tests
