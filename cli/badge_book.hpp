// BadgeBook: somebody's badge book on this machine: one encrypted file in a folder of their own
// (spec/backup.md), read whole and written whole.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "cli/args.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "node/wallet/book.hpp"
#include "storage/durable_file.hpp"

namespace waarmerk::cli {

inline constexpr ErrorCode no_book{"wallet.no_book", ErrorKind::missing};

/// `--wallet` and where its passphrase is, behind the command's own options.
std::vector<Option> with_wallet(std::initializer_list<Option> own);

/// `--wallet`, or `waarmerk/wallet` in `$XDG_DATA_HOME` or `~/.local/share`. Fails with
/// wallet.no_book where the environment does not tell, or cli.usage where that is a file.
Result<std::filesystem::path> wallet_folder(const Args& args, const Workspace& workspace);

class BadgeBook {
 public:
  /// To look into. Fails with wallet.no_book, as find_passphrase, load_private_file or open_book.
  static Result<BadgeBook> open(const Args& args, Workspace& workspace);
  /// To change: nobody else does meanwhile. Fails with storage.locked too.
  static Result<BadgeBook> open_to_change(const Args& args, Workspace& workspace);
  /// The same, or a new one with a key, under a passphrase that is asked twice, of the file, or
  /// `passphrase` where there is one. It is on the disk once it is saved.
  static Result<BadgeBook> open_or_begin(const Args& args, Workspace& workspace,
                                         const SecretBytes* passphrase = nullptr);

  const node::wallet::Book& book() const { return book_; }
  node::wallet::Book& book() { return book_; }
  const SecretBytes& passphrase() const { return passphrase_; }
  bool is_new() const { return is_new_; }
  const std::filesystem::path& file() const { return file_; }

  /// The key that new badges are given to; one is made where the book has none.
  const node::wallet::Holder& holder();

  /// Fails with wallet.full or as save_private_file().
  Result<void> save();

 private:
  BadgeBook(Workspace& workspace, std::filesystem::path file, SecretBytes passphrase)
      : workspace_(workspace), file_(std::move(file)), passphrase_(std::move(passphrase)) {}
  static Result<BadgeBook> load(const Args& args, Workspace& workspace,
                                const std::filesystem::path& file);

  Workspace& workspace_;
  std::filesystem::path file_;
  SecretBytes passphrase_;
  std::optional<storage::FolderLock> lock_;
  node::wallet::Book book_;
  bool is_new_ = false;
};

}  // namespace waarmerk::cli
