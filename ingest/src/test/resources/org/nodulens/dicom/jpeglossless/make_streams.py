"""Makes the JPEG lossless frames of this folder: python3 make_streams.py (pydicom, numpy, dcmtk's dcmcjpeg).

The pixels are synthetic: SyntheticSlice.java makes the same ones. A frame's name is <bits stored>-<u or s>-sv<selection
value>.jpg. Made with pydicom 2.3.1 and dcmtk 3.6.7, which writes 12 bits with a precision of 16.
"""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom import dcmread
from pydicom.encaps import generate_pixel_data_frame

COLUMNS, ROWS = 37, 23


def samples(bits, signed):
    """A ramp, a step, and noise of a linear congruential generator, over all of the bits."""
    values, state = [], 12345
    for row in range(ROWS):
        for column in range(COLUMNS):
            state = (state * 1103515245 + 12345) % 2**31
            noise = (state >> 16) % 8
            if row % 5 == 4:
                noise = (state >> 8) % 2**bits
            value = (column * row * 2**bits // 1024 + (2 ** (bits - 1) if column > 20 else 0) + noise) % 2**bits
            values.append(value - 2**bits if signed and value >= 2 ** (bits - 1) else value)
    return np.array(values).reshape(ROWS, COLUMNS)


def dicom(path, bits, signed):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    allocated = 8 if bits == 8 else 16
    ds = FileDataset(path, Dataset(), file_meta=meta, preamble=b"\0" * 128)
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.SOPClassUID, ds.SOPInstanceUID = meta.MediaStorageSOPClassUID, "1.2.3"
    ds.StudyInstanceUID, ds.SeriesInstanceUID, ds.Modality = "1.2", "1.2.1", "OT"
    ds.Rows, ds.Columns, ds.SamplesPerPixel, ds.PhotometricInterpretation = ROWS, COLUMNS, 1, "MONOCHROME2"
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = allocated, bits, bits - 1, int(signed)
    data = (samples(bits, signed) & (2**allocated - 1)).astype("<u%d" % (allocated // 8)).tobytes()
    ds.PixelData = data + b"\0" * (len(data) % 2)
    ds["PixelData"].VR = "OB" if allocated == 8 else "OW"
    ds.save_as(path)


with tempfile.TemporaryDirectory() as folder:
    for bits, signed in [(8, False), (12, False), (16, True)]:
        plain, packed = f"{folder}/plain.dcm", f"{folder}/packed.dcm"
        dicom(plain, bits, signed)
        for selection_value in range(1, 8):
            how = ["+el", "+sv", str(selection_value)] if selection_value > 1 else ["+e1"]
            subprocess.run(["dcmcjpeg", *how, plain, packed], check=True)
            frame = next(generate_pixel_data_frame(dcmread(packed).PixelData, 1))
            Path(f"{bits}-{'s' if signed else 'u'}-sv{selection_value}.jpg").write_bytes(frame)
