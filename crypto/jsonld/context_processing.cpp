#include "crypto/jsonld/context_processing.hpp"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "crypto/jsonld/errors.hpp"

namespace waarmerk::jsonld {

ContextProcessor::ContextProcessor(const Options& options, Budget& budget)
    : options_(options),
      budget_(budget),
      shared_(options.contexts.state().pool()),
      reader_(options, *options.contexts.state().library, budget) {}

ContextPool& ContextProcessor::own() {
  if (own_ == nullptr) {
    own_ = std::make_shared<ContextPool>(ContextPool::Use::one_document,
                                         options_.contexts.state().library);
  }
  return *own_;
}

Result<const ActiveContext*> ContextProcessor::initial() {
  const bool plain = options_.base.empty() && options_.safe &&
                     options_.processing_mode == ProcessingMode::json_ld_1_1;
  const ActiveContext& empty = plain ? shared_->empty() : own().add(empty_vocabulary(options_));
  if (!options_.expand_context) return &empty;
  json::Value context = *options_.expand_context;
  return with_local(empty, context.find("@context").value_or(context));
}

Result<const ActiveContext*> ContextProcessor::with_local(const ActiveContext& active,
                                                          json::Value local) {
  std::vector<json::Value> locals;
  locals.reserve(std::max<std::size_t>(local.size(), 1));
  if (local.is(json::Kind::array)) {
    for (const json::Value one : local.elements()) locals.push_back(one);
  } else {
    locals.push_back(local);
  }
  std::size_t urls = 0;
  while (urls < locals.size() && locals[urls].is(json::Kind::string)) ++urls;
  const ActiveContext* from = &active;
  if (urls > 0) {
    TRY(known, with_urls(active, std::span(locals).first(urls)));
    from = known;
  }
  if (urls == locals.size() && urls > 0) return from;
  ContextPool& pool = own();
  const ContextReading reading{.arena = pool.arena(), .pool = &pool, .base_url = options_.base};
  return derive(pool, *from, std::span(locals).subspan(urls), reading);
}

Result<const ActiveContext*> ContextProcessor::with_urls(const ActiveContext& active,
                                                         std::span<const json::Value> urls) {
  std::vector<std::string_view> texts;
  texts.reserve(urls.size());
  for (const json::Value url : urls) texts.push_back(*url.string());
  ContextPool& pool = active.pool;
  const ContextReading reading{.arena = pool.arena(), .pool = &pool, .base_url = options_.base};
  return derive_once(active, {.kind = ContextStep::Kind::urls, .urls = texts}, urls, reading);
}

Result<const ActiveContext*> ContextProcessor::with_scoped(const ActiveContext& active,
                                                           ContextStep::Kind kind,
                                                           const TermDefinition& term) {
  const ContextStep step{.kind = kind, .term = &term};
  if (const ActiveContext* const known = active.follow(step)) return known;
  ContextPool& pool = active.pool;
  const bool by_property = kind == ContextStep::Kind::property;
  const ContextReading reading{.arena = pool.arena(),
                               .pool = &pool,
                               .base_url = term.context_base,
                               .override_protected = by_property,
                               .propagate = by_property};
  return derive_once(active, step, std::span(&*term.context, 1), reading);
}

Result<const ActiveContext*> ContextProcessor::derive_once(const ActiveContext& active,
                                                           const ContextStep& step,
                                                           std::span<const json::Value> locals,
                                                           const ContextReading& reading) {
  if (const ActiveContext* const known = active.follow(step)) return known;
  ContextPool& pool = active.pool;
  std::unique_lock<std::mutex> lock(pool.mutex(), std::defer_lock);
  if (pool.is_shared()) {
    lock.lock();
    if (const ActiveContext* const known = active.follow(step)) return known;
  }
  TRY(derived, derive(pool, active, locals, reading));
  pool.remember(active, step, *derived);
  return derived;
}

Result<const ActiveContext*> ContextProcessor::derive(ContextPool& pool,
                                                      const ActiveContext& active,
                                                      std::span<const json::Value> locals,
                                                      ContextReading reading) {
  TRY_OK(budget_.take_context());
  TRY_OK(budget_.take_work(active.terms.size()));
  Vocabulary result = active;
  reading.before = &active;
  for (const json::Value local : locals) TRY_OK(reader_.apply(result, local, reading));
  return &pool.add(std::move(result));
}

}  // namespace waarmerk::jsonld
