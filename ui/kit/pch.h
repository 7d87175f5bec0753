// The precompiled header of the rooms with widgets.
#include "core/base/pch.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QWidget>
