#include "ui/shell/top_bar.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/shell/shell_actions.h"
#include "ui/text/format_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace rawi {

void BadgeButton::setCount(int count)
{
    m_count = count;
    update();
}

void BadgeButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    if (m_count <= 0) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = font();
    small.setPixelSize(10);
    small.setWeight(QFont::Bold);
    painter.setFont(small);
    const ThemeTokens &tokens = themeTokens(palette());
    const QString text = countText(m_count);
    const int side = std::max(15, painter.fontMetrics().horizontalAdvance(text) + 8);
    const QRect place = QStyle::visualRect(layoutDirection(), rect(), QRect(width() - side - 1, 1, side, 15));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.danger);
    painter.drawRoundedRect(place, 7.5, 7.5);
    painter.setPen(tokens.panel);
    painter.drawText(place, Qt::AlignCenter, text);
}

TopBar::TopBar(ShellActions &actions, QWidget *parent)
    : QFrame(parent)
    , m_actions(actions)
    , m_brand(new QToolButton(this))
    , m_search(new QLineEdit(this))
    , m_import(new QPushButton(this))
    , m_bell(new BadgeButton(this))
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
    m_brand->setPopupMode(QToolButton::InstantPopup);
    buildMenu();
    row->addWidget(m_brand);
    row->addSpacing(6);
    addButton(m_actions.back);
    addButton(m_actions.forward);
    row->addStretch(1);
    m_search->setObjectName(u"searchBox"_s);
    m_search->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(260);
    m_search->setMaximumWidth(520);
    m_search->setCursorMoveStyle(Qt::VisualMoveStyle);
    row->addWidget(m_search, 3);
    row->addStretch(1);
    m_import->setProperty("role", u"primary"_s);
    m_import->setFocusPolicy(Qt::TabFocus);
    connect(m_import, &QPushButton::clicked, m_actions.import, &QAction::trigger);
    row->addWidget(m_import);
    row->addSpacing(6);
    m_bell->setIcon(icon(Icon::Bell));
    m_bell->setIconSize(QSize(20, 20));
    connect(m_bell, &QToolButton::clicked, m_actions.rooms[static_cast<int>(Room::Attention)], &QAction::trigger);
    row->addWidget(m_bell);
    addButton(m_actions.theme);
    m_language->setIcon(icon(Icon::Languages));
    m_language->setIconSize(QSize(20, 20));
    m_language->setPopupMode(QToolButton::InstantPopup);
    auto *languages = new QMenu(m_language);
    languages->addActions({m_actions.arabic, m_actions.english});
    languages->addSeparator();
    languages->addAction(m_actions.latinDigits);
    m_language->setMenu(languages);
    row->addWidget(m_language);
    retranslate();
}

void TopBar::buildMenu()
{
    auto *menu = new QMenu(m_brand);
    menu->addActions({m_actions.import, m_actions.newSeries});
    menu->addSeparator();
    menu->addActions({m_actions.undo, m_actions.redo, m_actions.trash});
    menu->addSeparator();
    menu->addActions({m_actions.collections, m_actions.inspector, m_actions.panel});
    menu->addSeparator();
    menu->addActions({m_actions.signIn, m_actions.signOut});
    menu->addSeparator();
    menu->addAction(m_actions.quit);
    m_brand->setMenu(menu);
}

QToolButton *TopBar::addButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setIconSize(QSize(20, 20));
    layout()->addWidget(button);
    return button;
}

void TopBar::retranslate()
{
    m_brand->setText(tr("Rawi"));
    m_brand->setAccessibleName(tr("Menu"));
    m_search->setPlaceholderText(tr("Search or type a command…   %1").arg(u"\u2066Ctrl+K\u2069"_s));
    m_search->setAccessibleName(tr("Search or command"));
    m_import->setText(tr("Import"));
    m_import->setAccessibleName(tr("Import"));
    m_bell->setToolTip(tr("Needs attention"));
    m_bell->setAccessibleName(tr("Needs attention"));
    m_language->setToolTip(tr("Language"));
    m_language->setAccessibleName(tr("Language"));
    for (QAction *action : {m_actions.back, m_actions.forward, m_actions.theme}) {
        for (QObject *user : action->associatedObjects()) {
            if (auto *button = qobject_cast<QToolButton *>(user)) {
                button->setAccessibleName(action->text());
            }
        }
    }
    drawImportIcon();
}

void TopBar::drawImportIcon()
{
    m_import->setIcon(icon(Icon::Upload, themeTokens(palette()).accentText));
}

void TopBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        drawImportIcon();
    }
}

} // namespace rawi
