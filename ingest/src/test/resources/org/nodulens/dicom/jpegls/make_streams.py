"""Makes the streams of this folder from synthetic pixels (those of SyntheticSlice.java).

Run in this folder with pydicom 2.3.1, NumPy, GDCM 3.0.21 (python3-gdcm, libgdcm-tools), dcmtk 3.6.7
and CharLS 2.4.1 (libcharls2), as Debian 12 has them. expected.csv holds the SHA-256 of what GDCM,
or CharLS for its own streams, makes of each: 16 bits a sample, little endian, as in the codestream.
"""

import ctypes
import hashlib
import pathlib
import subprocess
import tempfile

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import defragment_data

COLUMNS, ROWS = 37, 23
CHARLS = ctypes.CDLL("libcharls.so.2")
CHARLS.charls_jpegls_encoder_create.restype = ctypes.c_void_p
CHARLS.charls_jpegls_decoder_create.restype = ctypes.c_void_p


class FrameInfo(ctypes.Structure):
    _fields_ = [("width", ctypes.c_uint32), ("height", ctypes.c_uint32)] + [
        (name, ctypes.c_int32) for name in ("bits", "components")
    ]


class Preset(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int32) for name in ("maximum", "t1", "t2", "t3", "reset")]


def samples(bits, signed):
    """A disc with a ramp and noise that is cut off at the top, on a level ground."""
    y, x = np.mgrid[0:ROWS, 0:COLUMNS].astype(np.int64)
    noise = (x * x * 3 + y * y * 5 + x * y * 7) % 64
    disc = (1 << (bits - 1)) + (((x * y * 8 + noise) << bits) >> 12)
    inside = (x - 18) ** 2 + (y - 11) ** 2 < 130
    values = np.minimum(np.where(inside, disc, 0), (1 << bits) - 1)
    return values - (1 << (bits - 1)) if signed else values


def dicom(path, bits, signed):
    pixels = samples(bits, signed)
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    slice_ = Dataset()
    slice_.file_meta = meta
    slice_.is_little_endian, slice_.is_implicit_VR = True, False
    slice_.SOPClassUID, slice_.SOPInstanceUID = meta.MediaStorageSOPClassUID, "1.2.3.4"
    slice_.StudyInstanceUID, slice_.SeriesInstanceUID = "1.2.3.1", "1.2.3.2"
    slice_.Modality, slice_.PhotometricInterpretation = "CT", "MONOCHROME2"
    slice_.SamplesPerPixel, slice_.Rows, slice_.Columns = 1, ROWS, COLUMNS
    slice_.BitsAllocated = 8 if bits == 8 else 16
    slice_.BitsStored, slice_.HighBit = bits, bits - 1
    slice_.PixelRepresentation = int(signed)
    value = pixels.astype(np.uint8 if bits == 8 else np.dtype("<u2")).tobytes()
    slice_.add_new("PixelData", "OW", value + bytes(len(value) % 2))
    slice_.save_as(path, write_like_original=False)


def sha256(pixels):
    return hashlib.sha256(np.asarray(pixels).astype("<u2").tobytes()).hexdigest()


def encode(name, bits, signed, *command):
    with tempfile.TemporaryDirectory() as folder:
        before, after = f"{folder}/before.dcm", f"{folder}/after.dcm"
        dicom(before, bits, signed)
        subprocess.run([*command, before, after], check=True)
        result = pydicom.dcmread(after)
        pathlib.Path(name).write_bytes(defragment_data(result.PixelData))
        return name, sha256(result.pixel_array)


def charls(name, bits, near, preset=None):
    pixels = samples(bits, False)
    source = pixels.astype(np.uint8 if bits <= 8 else np.uint16).tobytes()
    encoder = ctypes.c_void_p(CHARLS.charls_jpegls_encoder_create())
    info = FrameInfo(COLUMNS, ROWS, bits, 1)
    CHARLS.charls_jpegls_encoder_set_frame_info(encoder, ctypes.byref(info))
    CHARLS.charls_jpegls_encoder_set_near_lossless(encoder, near)
    if preset:
        parameters = ctypes.byref(Preset(*preset))
        CHARLS.charls_jpegls_encoder_set_preset_coding_parameters(encoder, parameters)
    stream = ctypes.create_string_buffer(100000)
    CHARLS.charls_jpegls_encoder_set_destination_buffer(
        encoder, stream, ctypes.c_size_t(len(stream)))
    CHARLS.charls_jpegls_encoder_encode_from_buffer(
        encoder, source, ctypes.c_size_t(len(source)), 0)
    written = ctypes.c_size_t()
    CHARLS.charls_jpegls_encoder_get_bytes_written(encoder, ctypes.byref(written))
    CHARLS.charls_jpegls_encoder_destroy(encoder)
    pathlib.Path(name).write_bytes(stream.raw[:written.value])
    return name, sha256(charls_decoded(stream.raw[:written.value], len(source), bits))


def charls_decoded(stream, size, bits):
    decoder = ctypes.c_void_p(CHARLS.charls_jpegls_decoder_create())
    CHARLS.charls_jpegls_decoder_set_source_buffer(
        decoder, stream, ctypes.c_size_t(len(stream)))
    CHARLS.charls_jpegls_decoder_read_header(decoder)
    decoded = ctypes.create_string_buffer(size)
    failed = CHARLS.charls_jpegls_decoder_decode_to_buffer(
        decoder, decoded, ctypes.c_size_t(size), 0)
    CHARLS.charls_jpegls_decoder_destroy(decoder)
    assert not failed
    return np.frombuffer(decoded.raw, np.uint8 if bits <= 8 else np.uint16)


def main():
    expected = [
        encode("dcmtk-u8.jls", 8, False, "dcmcjpls", "+el"),
        encode("dcmtk-u8-near3.jls", 8, False, "dcmcjpls", "+en", "+md", "3"),
        encode("dcmtk-u10.jls", 10, False, "dcmcjpls", "+el", "+pc"),
        encode("dcmtk-u12-near3.jls", 12, False, "dcmcjpls", "+en", "+md", "3"),
        encode("dcmtk-s16.jls", 16, True, "dcmcjpls", "+el"),
        # GDCM writes all bits allocated, and values grow out of those stored.
        encode("gdcm-s12.jls", 12, True, "gdcmconv", "--jpegls"),
        encode("gdcm-u12-near2.jls", 12, False, "gdcmconv", "--jpegls", "--lossy", "-e", "2"),
        encode("gdcm-s12-near2.jls", 12, True, "gdcmconv", "--jpegls", "--lossy", "-e", "2"),
        charls("charls-u8-preset.jls", 8, 0, (255, 9, 9, 9, 31)),
        charls("charls-u12-near4-preset.jls", 12, 4, (4095, 7, 100, 900, 200)),
    ]
    for bits in range(2, 17):
        expected.append(charls(f"charls-u{bits}.jls", bits, 0))
        near = min(bits, 2 ** bits // 2 - 1)
        expected.append(charls(f"charls-u{bits}-near{near}.jls", bits, near))
    lines = ["stream,sha256"] + [",".join(row) for row in expected]
    pathlib.Path("expected.csv").write_text("\n".join(lines) + "\n")
    for name, bits, signed in [("u8", 8, False), ("u12", 12, False), ("s16", 16, True)]:
        encode(f"../rle/dcmtk-{name}.rle", bits, signed, "dcmcrle")


main()
