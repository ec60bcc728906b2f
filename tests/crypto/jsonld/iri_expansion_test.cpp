#include "crypto/jsonld/iri_expansion.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {
namespace {

struct Words {
  Words() {
    vocabulary.set("v", &prefix);
    vocabulary.set("name", &name);
    vocabulary.set("gone", &gone);
    vocabulary.set("id", &id);
    vocabulary.set("plain", &plain);
    vocabulary.base = "https://b.example/x";
  }
  Iri of(std::string_view text, RelativeTo relative_to = RelativeTo::vocab) {
    return expand_iri(vocabulary, text, relative_to, texts);
  }

  TermDefinition prefix{.iri = classified("https://v.example/"), .prefix = true};
  TermDefinition name{.iri = classified("https://v.example/name")};
  TermDefinition gone;
  TermDefinition id{.iri = iri_of(Keyword::id)};
  TermDefinition plain{.iri = classified("urn:plain:")};
  Vocabulary vocabulary;
  Arena texts;
};

}  // namespace

TEST_CASE("keywords and what stands for them are keywords") {
  Words words;
  CHECK(words.of("@type").keyword == Keyword::type);
  CHECK(words.of("id").keyword == Keyword::id);
  CHECK(words.of("id", RelativeTo::document).keyword == Keyword::id);
  CHECK(words.of("@odd").is(IriForm::none));
}

TEST_CASE("a term is what it stands for, a property but not an identifier") {
  Words words;
  CHECK(words.of("name").text == "https://v.example/name");
  CHECK(words.of("name", RelativeTo::document).text == "https://b.example/name");
  CHECK(words.of("gone").is(IriForm::none));
}

TEST_CASE("only a prefix makes a compact IRI") {
  Words words;
  CHECK(words.of("v:p").text == "https://v.example/p");
  CHECK(words.of("v:p", RelativeTo::document).text == "https://v.example/p");
  CHECK(words.of("plain:p").text == "plain:p");
  CHECK(words.of("v://p").text == "v://p");
  CHECK(words.of("_:p").is(IriForm::blank));
}

TEST_CASE("what is relative is so to the vocabulary, the base, or nothing") {
  Words words;
  CHECK(words.of("p").is(IriForm::relative));
  CHECK(words.of("p", RelativeTo::vocab_and_document).text == "https://b.example/p");
  words.vocabulary.vocab = "https://voc.example/";
  CHECK(words.of("p").text == "https://voc.example/p");
  CHECK(words.of("p", RelativeTo::vocab_and_document).text == "https://voc.example/p");
  words.vocabulary.base = std::nullopt;
  CHECK(words.of("p", RelativeTo::document).is(IriForm::relative));
}

}  // namespace waarmerk::jsonld
