#include "ui/shell/top_bar.h"

#include "ui/kit/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace rawi {

QList<QWidget *> makeParts(Workbench &workbench, QList<BarPart> parts, QWidget *parent)
{
    std::stable_sort(parts.begin(), parts.end(), [](const BarPart &a, const BarPart &b) { return a.place < b.place; });
    QList<QWidget *> widgets;
    for (const BarPart &part : std::as_const(parts)) {
        widgets.append(part.make(workbench, parent));
    }
    return widgets;
}

TopBar::TopBar(Workbench &workbench, QWidget *parent)
    : QFrame(parent)
    , m_workbench(workbench)
    , m_brand(new QToolButton(this))
    , m_search(new QLineEdit(this))
    , m_language(new QToolButton(this))
{
    setObjectName(u"topBar"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 7, 10, 7);
    row->setSpacing(4);
    m_brand->setObjectName(u"brand"_s);
    m_brand->setIcon(icon(Icon::Rawi));
    m_brand->setIconSize(QSize(26, 26));
    m_brand->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_brand, &QToolButton::clicked, this, [this] { m_workbench.trigger(u"help.about"_s); });
    row->addWidget(m_brand);
    row->addSpacing(6);
    m_sideButton = drawerButton(*row, u"view.side"_s, Icon::Folder);
    addButton(*row, u"go.back"_s);
    addButton(*row, u"go.forward"_s);
    row->addStretch(1);
    m_search->setObjectName(u"searchBox"_s);
    m_search->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(150);
    m_search->setMaximumWidth(520);
    m_search->setCursorMoveStyle(Qt::VisualMoveStyle);
    row->addWidget(m_search, 3);
    row->addStretch(1);
    for (QWidget *part : makeParts(workbench, offered(workbench.features(), &Feature::topBar), this)) {
        row->addWidget(part);
        row->addSpacing(6);
    }
    addButton(*row, u"view.theme"_s);
    m_language->setIcon(icon(Icon::Languages));
    m_language->setIconSize(QSize(20, 20));
    m_language->setPopupMode(QToolButton::InstantPopup);
    auto *languages = new QMenu(m_language);
    const ActionBook &actions = workbench.actions();
    languages->addActions({actions.action(u"language.ar"_s), actions.action(u"language.en"_s)});
    languages->addSeparator();
    languages->addAction(actions.action(u"view.latin_digits"_s));
    m_language->setMenu(languages);
    row->addWidget(m_language);
    m_itemButton = drawerButton(*row, u"view.inspector"_s, Icon::Sidebar);
    retranslate();
}

void TopBar::offerDrawers(bool side, bool item)
{
    m_sideButton->setVisible(side);
    m_itemButton->setVisible(item);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_brand->setToolButtonStyle(width() < 800 ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

QToolButton *TopBar::drawerButton(QHBoxLayout &row, const QString &action, Icon which)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(which));
    button->setIconSize(QSize(20, 20));
    button->hide();
    connect(button, &QToolButton::clicked, this, [this, action] { m_workbench.trigger(action); });
    row.addWidget(button);
    return button;
}

void TopBar::addButton(QHBoxLayout &row, const QString &action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(m_workbench.actions().action(action));
    button->setIconSize(QSize(20, 20));
    row.addWidget(button);
    m_buttons.append(button);
}

void TopBar::retranslate()
{
    m_brand->setText(tr("Rawi"));
    m_brand->setAccessibleName(tr("About Rawi"));
    m_search->setPlaceholderText(tr("Search or type a command…   %1").arg(u"\u2066Ctrl+K\u2069"_s));
    m_search->setAccessibleName(tr("Search or command"));
    m_language->setToolTip(tr("Language"));
    m_language->setAccessibleName(tr("Language"));
    m_sideButton->setToolTip(tr("Collections"));
    m_sideButton->setAccessibleName(tr("Collections"));
    m_itemButton->setToolTip(tr("The item"));
    m_itemButton->setAccessibleName(tr("The item"));
    for (QToolButton *button : std::as_const(m_buttons)) {
        button->setAccessibleName(button->defaultAction()->text());
    }
}

void TopBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
