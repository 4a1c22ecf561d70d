# SPDX-License-Identifier: Apache-2.0
noinst_LIBRARIES += correlator/input/libinput.a
correlator_input_libinput_a_SOURCES =
