#include "ui/house/workbench.h"

#include "ui/kit/notice_bar.h"

#include <QApplication>

namespace rawi {

Workbench::Workbench(Desk &desk, PreferenceStore &preferences, Features features, QWidget &window)
    : QObject(&window)
    , m_desk(desk)
    , m_preferences(preferences)
    , m_features(std::move(features))
    , m_window(window)
    , m_actions(new ActionBook(*this, window))
{
    for (const Feature &feature : m_features) {
        addWords(feature.words);
    }
    for (const Right &right : desk.rules().rights()) {
        FeatureWords words;
        words.rights = {{right.name, bothLanguages(right.arabic, right.english)}};
        addWords(words);
    }
    addRowLookup(this, [&desk](const QString &type, const QUuid &id) -> std::optional<QJsonObject> {
        const RecordInfo *info = desk.rules().type(type);
        const auto row = info ? desk.replica().row(*info, id) : Result<std::optional<QJsonObject>>(std::nullopt);
        return row.ok() ? *row : std::nullopt;
    });
    m_undoGroup.addStack(&m_undo);
    m_undoGroup.setActiveStack(&m_undo);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { followFocus(now); });
    connect(&desk.replica(), &Replica::rowsChanged, this, &Workbench::lookAgainAtNotice);
    connect(&desk.sync(), &SyncEngine::uploadChanged, this, &Workbench::lookAgainAtNotice);
}

Workbench::~Workbench()
{
    removeRowLookup(this);
    // The group hears of its stacks while they go, and some of them have gone with their widgets.
    m_undoGroup.disconnect();
}

bool Workbench::may(const QString &right) const
{
    return m_desk.replica().actor().may(right);
}

void Workbench::setItem(const QUuid &item)
{
    if (item != m_item) {
        m_item = item;
        Q_EMIT itemChanged(item);
    }
}

void Workbench::setAsset(const QUuid &asset)
{
    if (asset != m_asset) {
        m_asset = asset;
        Q_EMIT assetChanged(asset);
    }
}

void Workbench::showRoom(const QString &id)
{
    Q_EMIT roomAsked(id);
}

void Workbench::showItem(const QUuid &item)
{
    Q_EMIT itemAsked(item);
}

void Workbench::showItemColumn()
{
    Q_EMIT itemColumnAsked();
}

void Workbench::search(const QString &text)
{
    Q_EMIT searchAsked(text);
}

void Workbench::giveFiles(const QStringList &paths, const QUuid &item)
{
    if (!paths.isEmpty()) {
        Q_EMIT filesGiven(paths, item);
    }
}

bool Workbench::trigger(const QString &action)
{
    QAction *known = m_actions->action(action);
    if (!known || !known->isEnabled() || !known->isVisible()) {
        return false;
    }
    known->trigger();
    return true;
}

void Workbench::tell(Tone tone, const Words &text, const Words &action, std::function<void()> run, std::function<bool()> holds)
{
    if (m_notices) {
        m_notices->tell(tone, text, action, std::move(run), std::move(holds));
    }
}

void Workbench::tellUndoable(Tone tone, const Words &text, std::function<void()> takeBack, std::function<bool()> holds)
{
    const auto last = [this] { return m_undo.index() > 0 ? m_undo.command(m_undo.index() - 1) : nullptr; };
    tell(tone, text, [this] { return m_actions->action(u"edit.undo"_s)->text(); }, [this, last, done = last(), takeBack = std::move(takeBack)] {
        done && last() == done ? m_undo.undo() : takeBack();
    }, std::move(holds));
}

void Workbench::lookAgainAtNotice()
{
    if (m_notices) {
        m_notices->lookAgain();
    }
}

void Workbench::tellError(const Error &error, const Words &action, std::function<void()> run)
{
    if (m_notices) {
        m_notices->tellError(error, action, std::move(run));
    }
}

void Workbench::addUndoStack(QWidget &scope, QUndoStack &stack)
{
    m_undoGroup.addStack(&stack);
    m_scopes.append({&scope, &stack});
}

void Workbench::followFocus(QWidget *now)
{
    if (!now || now->window() != &m_window) {
        return;
    }
    QUndoStack *mine = &m_undo;
    for (const auto &[scope, stack] : std::as_const(m_scopes)) {
        mine = scope->isAncestorOf(now) ? stack : mine;
    }
    m_undoGroup.setActiveStack(mine);
}

} // namespace rawi
