"""Reads DICOM files with pydicom and numpy, again each time it is told to; see run.

Standard input: the files, a line each, then an empty line, then a line for each pass: "usual" rescales as pydicom's documentation does, "int16" as one would who knows that slope and
intercept are whole numbers, "headers" stops before the pixels. Answers: once the versions and what decodes the pixels, then for each pass the seconds by the wall's clock and of the processor.
"""

import sys
import time

import numpy
import pydicom

try:
    from pydicom.pixels import apply_rescale
except ImportError:  # pydicom 2
    from pydicom.pixel_data_handlers.util import apply_modality_lut as apply_rescale


def usual(path):
    dataset = pydicom.dcmread(path)
    return apply_rescale(dataset.pixel_array, dataset).astype(numpy.int16)


def int16(path):
    dataset = pydicom.dcmread(path)
    hu = dataset.pixel_array.astype(numpy.int16)
    if dataset.RescaleSlope != 1:
        hu *= numpy.int16(dataset.RescaleSlope)
    hu += numpy.int16(dataset.RescaleIntercept)
    return hu


def headers(path):
    return pydicom.dcmread(path, stop_before_pixels=True)


def decoder(path):
    """Which of its plugins pydicom takes for such a file."""
    dataset = pydicom.dcmread(path)
    syntax = dataset.file_meta.TransferSyntaxUID
    if not syntax.is_encapsulated:
        return "numpy"
    try:
        from pydicom.pixels import get_decoder

        return get_decoder(syntax).available_plugins[0]
    except ImportError:
        for handler in pydicom.config.pixel_data_handlers:
            if handler.is_available() and handler.supports_transfer_syntax(syntax):
                return handler.__name__.split(".")[-1].replace("_handler", "")
    return "nothing"


def main():
    files = []
    for line in sys.stdin:
        if not line.strip():
            break
        files.append(line.rstrip("\n"))
    usual(files[0])
    print("pydicom %s, numpy %s, pixels by %s" % (pydicom.__version__, numpy.__version__, decoder(files[0])), flush=True)
    passes = {"usual": usual, "int16": int16, "headers": headers}
    for line in sys.stdin:
        read = passes[line.strip()]
        wall, cpu = time.perf_counter(), time.process_time()
        kept = [read(path) for path in files]
        print(time.perf_counter() - wall, time.process_time() - cpu, flush=True)
        del kept


main()
