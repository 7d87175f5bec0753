#include "ui/text/known_files_text.h"

#include "core/content/content_item.h"
#include "core/text/direction.h"
#include "ui/text/feature_words.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace rawi {

namespace {

struct KnownFiles {
    Q_DECLARE_TR_FUNCTIONS(KnownFiles)
};

constexpr qsizetype kMostNamed = 8;

// The file, and as what the library has it.
QString knownFileName(const FileInLibrary &file)
{
    return KnownFiles::tr("%1 is there as %2", "a file, an item")
        .arg(isolate(QFileInfo(file.path).fileName()), isolate(recordText(recordInfo<ContentItem>().name, file.item)));
}

} // namespace

FileInLibrary fileInLibrary(const QString &path, const Error &error)
{
    return {path, error.code == ErrorCode::AlreadyHere ? uuidFromText(error.subject.section(u'/', 1)) : QUuid()};
}

QString knownFilesText(int count)
{
    return KnownFiles::tr("%n files are in the library already.", nullptr, count);
}

QString knownFilesNames(const QList<FileInLibrary> &files)
{
    QStringList lines;
    for (const FileInLibrary &one : files.mid(0, kMostNamed)) {
        lines.append(knownFileName(one));
    }
    if (files.size() > kMostNamed) {
        lines.append(KnownFiles::tr("and %n more", nullptr, static_cast<int>(files.size() - kMostNamed)));
    }
    return lines.join(u'\n');
}

QString openKnownText()
{
    return KnownFiles::tr("Open the item");
}

QString addKnownText()
{
    return KnownFiles::tr("Add once more");
}

QString leaveKnownText()
{
    return KnownFiles::tr("Leave out");
}

} // namespace rawi
