#include "tests/media/process_tree.h"

#include "core/base/literals.h"

#include <QDir>
#include <QFile>

namespace rawi::test {

namespace {

// The words of /proc/PID/stat from the state on; empty when it does not run.
QList<QByteArray> statOf(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray all = file.readAll();
    const QList<QByteArray> words = all.mid(all.lastIndexOf(')') + 2).split(' ');
    return words.size() < 18 || words.first() == "Z" || words.first() == "X" ? QList<QByteArray>() : words;
}

} // namespace

QList<qint64> childrenOf(qint64 process)
{
    QList<qint64> children;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QList<QByteArray> words = statOf(name.toLongLong());
        if (!words.isEmpty() && words.at(1).toLongLong() == process) {
            children.append(name.toLongLong());
        }
    }
    return children;
}

bool isRunning(qint64 process)
{
    return !statOf(process).isEmpty();
}

int threadsOf(qint64 process)
{
    const QList<QByteArray> words = statOf(process);
    return words.isEmpty() ? 0 : words.at(17).toInt();
}

} // namespace rawi::test
