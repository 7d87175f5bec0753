#include "ui/shell/log_view.h"

#include "core/text/direction.h"
#include "ui/text/error_text.h"

#include <QEvent>
#include <QFileInfo>
#include <QLocale>
#include <QTime>

namespace rawi {

namespace {

constexpr int kLinesKept = 500;

QString fileName(const QString &path)
{
    return isolate(QFileInfo(path).fileName());
}

} // namespace

LogView::LogView(Desk &desk, QWidget *parent)
    : QListWidget(parent)
    , m_desk(desk)
{
    setSelectionMode(NoSelection);
    setWordWrap(true);
    setAccessibleName(tr("Log"));
    follow();
}

void LogView::follow()
{
    connect(&m_desk.intake(), &MediaIntake::started, this,
            [this](const QString &path) { add(tr("Looking at %1").arg(fileName(path))); });
    connect(&m_desk.intake(), &MediaIntake::added, this,
            [this](const QString &path) { add(tr("Added %1").arg(fileName(path))); });
    connect(&m_desk.intake(), &MediaIntake::failed, this,
            [this](const QString &, const Error &error) { add(errorText(error)); });
    connect(&m_desk.encodes(), &EncodeQueue::finished, this,
            [this](const QUuid &, const QUuid &, const QStringList &presets) {
                add(tr("Finished encoding %1").arg(isolate(presets.join(u" + "_s))));
            });
    connect(&m_desk.sync(), &SyncEngine::signedIn, this, [this] { add(tr("Signed in")); });
    connect(&m_desk.sync(), &SyncEngine::signInFailed, this, [this](const Error &error) { add(errorText(error)); });
}

void LogView::add(const QString &text)
{
    const QString time = QLocale().toString(QTime::currentTime(), u"HH:mm:ss"_s);
    insertItem(0, tr("%1  %2", "time, what happened").arg(isolate(time), isolate(text)));
    while (count() > kLinesKept) {
        delete takeItem(count() - 1);
    }
}

void LogView::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Log"));
    }
}

} // namespace rawi
