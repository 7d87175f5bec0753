#include "core/desk/media/unreadable_names.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <dirent.h>
#include <memory>
#include <sys/stat.h>

namespace rawi {

namespace {

// What of it is text stays as it is.
QString readable(QByteArrayView name)
{
    constexpr qsizetype kLongest = 4; // bytes of a character
    QString text;
    for (qsizetype at = 0; at < name.size();) {
        qsizetype taken = 0;
        for (qsizetype length = 1; length <= std::min(kLongest, name.size() - at) && taken == 0; ++length) {
            const QUtf8StringView part(name.data() + at, length);
            taken = part.isValidUtf8() ? length : 0;
        }
        text += taken > 0 ? QString::fromUtf8(name.data() + at, taken)
                          : u"\\x"_s + QString::number(uchar(name.at(at)), 16).toUpper();
        at += std::max<qsizetype>(taken, 1);
    }
    return text;
}

} // namespace

QList<UnreadableName> unreadableNames(const QString &folder)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> open(::opendir(QFile::encodeName(folder).constData()), ::closedir);
    QList<UnreadableName> found;
    while (const dirent *entry = open ? ::readdir(open.get()) : nullptr) {
        const QByteArrayView name(static_cast<const char *>(entry->d_name));
        struct stat facts = {};
        if (name.startsWith('.') || QUtf8StringView(name.data(), name.size()).isValidUtf8()
            || ::fstatat(::dirfd(open.get()), entry->d_name, &facts, 0) != 0 || !(S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode))) {
            continue;
        }
        UnreadableName one{folder + QLatin1Char('/') + readable(name), QString::fromUtf8(name), S_ISDIR(facts.st_mode), 0, 0, facts.st_ino};
        if (!one.isFolder) {
            one.size = facts.st_size;
            one.mtimeMs = qint64(facts.st_mtim.tv_sec) * 1000 + facts.st_mtim.tv_nsec / 1'000'000;
        }
        found.append(one);
    }
    return found;
}

std::optional<Error> unreadableNameError(const QString &path)
{
    QString name;
    QString folder = path;
    while (!QFileInfo::exists(folder)) { // or something above it
        name = QFileInfo(folder).fileName();
        const QString above = QFileInfo(folder).path();
        if (above == folder) {
            return {};
        }
        folder = above;
    }
    const QList<UnreadableName> all = unreadableNames(folder);
    for (const UnreadableName &one : all) {
        if (one.asQt == name || QFileInfo(one.path).fileName() == name) {
            return Error{ErrorCode::NameUnreadable, one.path, u"its name is no valid UTF-8"_s};
        }
    }
    return {};
}

} // namespace rawi
