#include "sync-server/people/password.h"

#include <QRandomGenerator>

#include <algorithm>
#include <argon2.h>
#include <array>

namespace rawi::server {

namespace {

constexpr uint32_t kPasses = 2;
constexpr uint32_t kMemoryKiB = 19 * 1024;
constexpr uint32_t kLanes = 1;
constexpr size_t kHashBytes = 32;
constexpr qsizetype kMinimum = 8;
constexpr qsizetype kMaximum = 1024; // a longer one only costs us time

} // namespace

Result<void> checkPassword(const QString &password)
{
    const auto weak = [](const char *why) {
        return Error{ErrorCode::WeakPassword, u"password"_s, QLatin1StringView(why)};
    };
    if (password.size() < kMinimum) {
        return weak("it needs at least 8 characters");
    }
    if (password.size() > kMaximum) {
        return weak("it may have at most 1024 characters");
    }
    const auto all = [&](auto is) { return std::all_of(password.begin(), password.end(), is); };
    if (all([](QChar c) { return c.isLetter(); }) || all([](QChar c) { return c.isDigit(); })) {
        return weak("letters alone or digits alone are not enough");
    }
    return {};
}

Result<QString> hashPassword(const QString &password)
{
    std::array<quint32, 4> salt{};
    QRandomGenerator::system()->fillRange(salt.data(), salt.size());
    const QByteArray text = password.toUtf8();
    std::array<char, 256> encoded{};
    const int failed =
        argon2id_hash_encoded(kPasses, kMemoryKiB, kLanes, text.constData(), static_cast<size_t>(text.size()),
                              salt.data(), sizeof salt, kHashBytes, encoded.data(), encoded.size());
    if (failed != ARGON2_OK) {
        return Error{ErrorCode::Internal, u"argon2"_s, QString::fromLatin1(argon2_error_message(failed))};
    }
    return QString::fromLatin1(encoded.data());
}

bool verifyPassword(const QString &encoded, const QString &password)
{
    static const QString decoy = [] {
        const Result<QString> made = hashPassword(u"nobody's password"_s);
        return made.ok() ? *made : QString();
    }();
    // No longer one was ever taken; nothing is compared in its place, in the same time.
    const QByteArray text = password.size() > kMaximum ? QByteArray() : password.toUtf8();
    const QByteArray hash = (encoded.isEmpty() ? decoy : encoded).toLatin1();
    const bool same = argon2id_verify(hash.constData(), text.constData(), static_cast<size_t>(text.size())) == ARGON2_OK;
    return same && !encoded.isEmpty();
}

} // namespace rawi::server
