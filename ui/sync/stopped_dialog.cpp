#include "ui/sync/stopped_dialog.h"

#include "core/base/log.h"
#include "core/text/direction.h"
#include "ui/text/error_text.h"
#include "ui/text/feature_words.h"
#include "ui/text/names_text.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr qint64 kMostLines = 500;

} // namespace

StoppedDialog::StoppedDialog(Desk &desk, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_error(desk.sync().status().error), m_why(new QLabel(this)), m_list(new QTreeWidget(this))
{
    resize(680, 460);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(12);
    m_why->setWordWrap(true);
    column->addWidget(m_why);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    column->addWidget(m_list, 1);
    auto *buttons = new QDialogButtonBox(this);
    m_goOn = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_later = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_later->setDefault(true); // nothing is decided by a key pressed too soon
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_desk.sync().goOn();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&desk.sync(), &SyncEngine::statusChanged, this, [this](const SyncStatus &status) {
        if (!asks(status)) {
            reject();
        }
    });
    if (m_error.code == ErrorCode::CursorUnknown) {
        compare();
    }
    retranslate();
}

StoppedDialog::~StoppedDialog()
{
    m_reading.waitForDone();
}

// By a connection of its own: a window with fifty thousand items does not stand still meanwhile.
void StoppedDialog::compare()
{
    m_isComparing = true;
    m_reading.start([this, open = m_desk.replica().opener()] {
        const auto read = [&]() -> Result<ServerDifferences> {
            RAWI_ASSIGN(const std::unique_ptr<Replica> replica, open());
            return ReplicaFeed(*replica).differences(kMostLines);
        };
        QMetaObject::invokeMethod(this, [this, found = read()] { take(found); }, Qt::QueuedConnection);
    });
}

void StoppedDialog::take(const Result<ServerDifferences> &found)
{
    m_isComparing = false;
    if (found.ok()) {
        m_differences = *found;
    } else {
        qCWarning(lcDesk) << "differences:" << found.error().toString();
    }
    fill();
}

bool StoppedDialog::asks(const SyncStatus &status)
{
    const ErrorCode code = status.error.code;
    return status.state == SyncState::Stopped
        && (code == ErrorCode::CursorUnknown || code == ErrorCode::MassDeleteGuard || code == ErrorCode::CorruptData);
}

QString StoppedDialog::commandLine(const Command &command) const
{
    const Rule *rule = m_desk.rules().rule(command.name);
    const QList<RowKey> touched = rule && rule->touches ? rule->touches(command.args) : QList<RowKey>();
    QString title = touched.isEmpty() ? QString() : recordTitleText(touched.first().type, touched.first().id);
    if (title.isEmpty()) {
        title = inDeskLanguage(command.args.value("title_ar"_L1).toString(), command.args.value("title_en"_L1).toString());
    }
    const QString words = commandText(command.name);
    return title.isEmpty() ? words : tr("%1: %2", "what was done, the record").arg(words, isolate(title));
}

QString StoppedDialog::rowLine(const RowDifference &row)
{
    const QJsonObject &shown = row.here.isEmpty() ? row.there : row.here;
    const RecordWords *words = knownRecord(row.type->name);
    const QString title = words && words->title ? words->title(shown)
                                                : inDeskLanguage(shown.value("title_ar"_L1).toString(), shown.value("title_en"_L1).toString());
    const QString noun = words && words->noun ? words->noun() : QString();
    const QString name = title.isEmpty() ? noun : noun.isEmpty() ? isolate(title) : tr("%1 %2", "kind of record, its title").arg(noun, isolate(title));
    return row.there.isEmpty()  ? tr("Only on this desk: %1").arg(name)
        : row.here.isEmpty() ? tr("Only on the server: %1").arg(name)
                             : tr("Another version on the server: %1").arg(name);
}

QTreeWidgetItem *StoppedDialog::addGroup(const QString &words)
{
    auto *group = new QTreeWidgetItem(m_list, {words});
    QFont bold = m_list->font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    group->setExpanded(true);
    return group;
}

void StoppedDialog::fill()
{
    m_list->clear();
    if (m_isComparing) {
        addGroup(tr("Looking for what is not the same…"));
    }
    const auto addLines = [](QTreeWidgetItem *group, qsizetype shown, qint64 count, const std::function<QString(qsizetype)> &line) {
        for (qsizetype i = 0; i < shown; ++i) {
            new QTreeWidgetItem(group, {line(i)});
        }
        if (count > shown) {
            new QTreeWidgetItem(group, {tr("and %n more", nullptr, static_cast<int>(count - shown))});
        }
        group->setExpanded(true);
    };
    const QList<Command> &commands = m_differences.commands;
    const QList<RowDifference> &rows = m_differences.rows;
    if (!commands.isEmpty()) {
        addLines(addGroup(tr("Sent again (%L1)").arg(m_differences.commandCount)), commands.size(), m_differences.commandCount,
                 [&](qsizetype i) { return commandLine(commands.at(i)); });
    }
    if (!rows.isEmpty()) {
        addLines(addGroup(tr("Not the same here and on the server (%L1)").arg(m_differences.rowCount)), rows.size(), m_differences.rowCount,
                 [&](qsizetype i) { return rowLine(rows.at(i)); });
    }
    m_list->setVisible(m_list->topLevelItemCount() > 0);
}

void StoppedDialog::retranslate()
{
    const bool isRestored = m_error.code == ErrorCode::CursorUnknown;
    setWindowTitle(isRestored ? tr("The server was restored, or is another one") : tr("Sync is stopped"));
    m_why->setText(isRestored ? tr("The server does not know what this desk saw last. When you go on, this desk takes over what the server "
                                   "holds, and sends again what you did in the last two weeks and the server does not know. What is "
                                   "only on this desk and is not sent again goes from here.")
                              : errorText(m_error));
    m_list->setAccessibleName(tr("Differences"));
    m_goOn->setText(isRestored ? tr("Go on and send again") : tr("Let it go on"));
    m_later->setText(tr("Not now"));
    fill();
}

void StoppedDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

} // namespace rawi
