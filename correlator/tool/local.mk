# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/tool/libtool.a
correlator_tool_libtool_a_SOURCES =
