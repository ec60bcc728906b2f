#include "crypto/jsonld/context_reading.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "crypto/jsonld/context_keywords.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/term_definition.hpp"

namespace waarmerk::jsonld {
namespace {

bool has_protected(const Vocabulary& vocabulary) {
  return std::ranges::any_of(vocabulary.terms.entries(), [](const auto& term) {
    return term.value != nullptr && term.value->is_protected;
  });
}

bool is_being_read(std::string_view url, const RemoteContext* remote) {
  for (; remote != nullptr; remote = remote->from) {
    if (remote->url == url) return true;
  }
  return false;
}

}  // namespace

std::optional<json::Value> LocalContext::find(std::string_view name) const {
  if (const auto found = own.find(name)) return found;
  return imported ? imported->find(name) : std::nullopt;
}

Vocabulary empty_vocabulary(const Options& options) {
  Vocabulary vocabulary;
  if (!options.base.empty()) vocabulary.base = options.base;
  return vocabulary;
}

Result<void> ContextReader::apply(Vocabulary& result, json::Value local, ContextReading reading) {
  if (const auto propagate = local.find("@propagate")) {
    reading.propagate = propagate->boolean().value_or(true);
  }
  if (!reading.propagate && result.previous == nullptr) result.previous = reading.before;
  const auto apply_one = [&](json::Value one) -> Result<void> {
    switch (one.kind()) {
      case json::Kind::null: {
        if (!reading.override_protected && has_protected(result)) {
          return fail(invalid_context_nullification, "the context has protected terms");
        }
        const ActiveContext* const previous = reading.propagate ? nullptr : result.previous;
        result = empty_vocabulary(options_);
        result.previous = previous;
        return {};
      }
      case json::Kind::string: return apply_url(result, *one.string(), reading);
      case json::Kind::object: {
        const bool may_be_wrapped = options_.wrapped_contexts && one.size() == 1;
        const auto inner = may_be_wrapped ? one.find("@context") : std::nullopt;
        return inner ? apply(result, *inner, reading) : apply_definition(result, one, reading);
      }
      default: return fail(invalid_local_context, "neither an object, nor a URL, nor null");
    }
  };
  if (!local.is(json::Kind::array)) return apply_one(local);
  for (const json::Value one : local.elements()) TRY_OK(apply_one(one));
  return {};
}

Result<void> ContextReader::apply_url(Vocabulary& result, std::string_view url,
                                      const ContextReading& reading) {
  const std::string resolved = resolve(reading.base_url, url);
  if (!reading.validate_scoped && is_being_read(resolved, reading.remote)) return {};
  const RemoteContext remote{.url = reading.arena.keep(resolved),
                             .from = reading.remote,
                             .count = reading.remote == nullptr ? 1 : reading.remote->count + 1};
  if (remote.count > options_.limits.remote_contexts_max) return fail(context_overflow, resolved);
  TRY(loaded, load(resolved));
  ContextReading inner = reading;
  inner.base_url = remote.url;
  inner.remote = &remote;
  inner.propagate = true;
  if (inner.pool != nullptr && loaded.find("@propagate")) {
    inner.before = &inner.pool->add(Vocabulary(result));
  }
  return apply(result, loaded, inner);
}

Result<json::Value> ContextReader::load(std::string_view url) {
  ContextDocument* const document = library_.find(url);
  if (document == nullptr) return fail(unknown_context, std::string(url));
  auto context = document->context();
  if (!context) context.error().detail = url;
  return context;
}

Result<void> ContextReader::apply_import(LocalContext& context, const ContextReading& reading) {
  const auto import = context.own.find("@import");
  if (!import) return {};
  if (options_.processing_mode == ProcessingMode::json_ld_1_0) {
    return fail(invalid_context_entry, "@import");
  }
  const auto url = import->string();
  if (!url) return fail(invalid_import_value, "@import is the URL of a context");
  TRY(loaded, load(resolve(reading.base_url, *url)));
  if (!loaded.is(json::Kind::object)) return fail(invalid_remote_context, std::string(*url));
  if (loaded.find("@import")) return fail(invalid_context_entry, "what is imported imports");
  context.imported = loaded;
  return {};
}

Result<void> ContextReader::apply_definition(Vocabulary& result, json::Value definition,
                                             const ContextReading& reading) {
  LocalContext context{.own = definition};
  TRY_OK(check_version(context, options_.processing_mode));
  TRY_OK(apply_import(context, reading));
  TRY_OK(apply_context_keywords(result, context, options_, reading));
  return TermDefiner(*this, result, context, reading).define_all();
}

Result<void> ContextReader::check_scoped(const Vocabulary& around, json::Value local,
                                         const ContextReading& reading) {
  TRY_OK(budget_.take_work(around.terms.size()));
  Arena scratch;
  Vocabulary result = around;
  auto applied = apply(result, local,
                       {.arena = scratch,
                        .before = reading.before,
                        .base_url = reading.base_url,
                        .override_protected = true,
                        .validate_scoped = false,
                        .remote = reading.remote});
  if (applied) return {};
  Error& error = applied.error();
  if (error.code == unknown_context || error.code == too_large) return applied;
  return fail(invalid_scoped_context, std::string(error.code.name) + ": " + error.detail);
}

}  // namespace waarmerk::jsonld
