"""Writes seg.dcm, seg-binary.dcm, rtstruct.dcm and expected.csv, with pydicom 2.3 and numpy, on the phantom of
nodulens phantom --patients 1 --seed 5 --matrix 128 --field-of-view 300 --height 60 --out PHANTOM
python3 make_regions.py PHANTOM
The masks behind expected.csv are computed here, pixel by pixel, and not by Nodulens."""

import csv, glob, sys
import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixel_data_handlers.numpy_handler import pack_bits
from pydicom.pixel_data_handlers.rle_handler import rle_encode_frame
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

SEG, RTSTRUCT = "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.481.3"
ROOT = "1.2.826.0.1.3680043.10.777."
slices = [pydicom.dcmread(f) for f in glob.glob(sys.argv[1] + "/**/*.dcm", recursive=True)]
slices.sort(key=lambda d: float(d.ImagePositionPatient[2]))
x0, y0, z0 = [float(v) for v in slices[0].ImagePositionPatient]
dy, dx = [float(v) for v in slices[0].PixelSpacing]
dz = float(slices[1].ImagePositionPatient[2]) - z0
n, rows, columns = len(slices), slices[0].Rows, slices[0].Columns
k, j, i = np.meshgrid(np.arange(n), np.arange(rows), np.arange(columns), indexing="ij")
x, y, z = x0 + i * dx, y0 + j * dy, z0 + k * dz
expected = []


def ball(column, row, slice_, mm):
    return (x - x0 - column * dx) ** 2 + (y - y0 - row * dy) ** 2 + (z - z0 - slice_ * dz) ** 2 <= mm * mm


def expect(file, source_id, mask):
    c, r, s = i[mask], j[mask], k[mask]
    longest = 0
    for at in np.unique(s):
        px, py = c[s == at] * dx, r[s == at] * dy
        longest = max(longest, np.sqrt((px[:, None] - px) ** 2 + (py[:, None] - py) ** 2).max())
    center = x0 + c.mean() * dx, y0 + r.mean() * dy, z0 + s.mean() * dz
    expected.append([file, source_id, len(c), *["%.4f" % v for v in (*center, longest + (dx + dy) / 2)]])


def item(**attributes):
    made = Dataset()
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


def image(d):
    return item(ReferencedSOPClassUID=d.SOPClassUID, ReferencedSOPInstanceUID=d.SOPInstanceUID)


def code(value, meaning, scheme="SCT"):
    return item(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)


def start(sop_class, modality, number):
    first = slices[0]
    return item(
        SOPClassUID=sop_class, SOPInstanceUID=ROOT + f"{number}.1", Modality=modality, PatientName="Doe^Jane",
        PatientID=first.PatientID, PatientBirthDate="", PatientSex="O", StudyInstanceUID=first.StudyInstanceUID,
        StudyDate="20000101", StudyTime="120000", StudyID="1", AccessionNumber="", ReferringPhysicianName="",
        OperatorsName="", SeriesInstanceUID=ROOT + f"{number}.2", SeriesNumber=number, InstanceNumber=1,
        Manufacturer="maker", ManufacturerModelName="model", DeviceSerialNumber="1", SoftwareVersions="1",
        FrameOfReferenceUID=first.FrameOfReferenceUID, PositionReferenceIndicator="", ContentDate="20000101",
        ContentTime="120000")


def save(d, path, syntax):
    d.file_meta = FileMetaDataset()
    d.file_meta.TransferSyntaxUID = syntax
    d.is_little_endian, d.is_implicit_VR = True, syntax == ImplicitVRLittleEndian
    d.save_as(path, write_like_original=False)


def segmentation(path, number, segments, fractional):
    """Frames from the last segment and slice to the first; of slices without a pixel none."""
    d = start(SEG, "SEG", number)
    d.ImageType, d.ContentLabel, d.ContentDescription, d.ContentCreatorName = ["DERIVED", "PRIMARY"], "SEG", "", ""
    d.LossyImageCompression, d.SegmentationType = "00", "FRACTIONAL" if fractional else "BINARY"
    bits = 8 if fractional else 1
    if fractional:
        d.SegmentationFractionalType, d.MaximumFractionalValue = "PROBABILITY", 255
    d.Rows, d.Columns, d.SamplesPerPixel, d.PhotometricInterpretation = rows, columns, 1, "MONOCHROME2"
    d.BitsAllocated, d.BitsStored, d.HighBit, d.PixelRepresentation = bits, bits, bits - 1, 0
    d.ReferencedSeriesSequence = [item(SeriesInstanceUID=slices[0].SeriesInstanceUID,
                                       ReferencedInstanceSequence=[image(s) for s in slices])]
    d.SegmentSequence = [
        item(SegmentNumber=at + 1, SegmentLabel=label, SegmentAlgorithmType="MANUAL",
             SegmentedPropertyCategoryCodeSequence=[code("49755003", "Morphologically Abnormal Structure")],
             SegmentedPropertyTypeCodeSequence=[code(*kind)])
        for at, (label, kind, _) in enumerate(segments)]
    organization = ROOT + f"{number}.3"
    d.DimensionOrganizationSequence = [item(DimensionOrganizationUID=organization)]
    d.DimensionIndexSequence = [
        item(DimensionIndexPointer=pointer, FunctionalGroupPointer=group, DimensionOrganizationUID=organization)
        for pointer, group in ((0x0062000B, 0x0062000A), (0x00200032, 0x00209113))]
    d.SharedFunctionalGroupsSequence = [item(
        PixelMeasuresSequence=[item(PixelSpacing=[dy, dx], SliceThickness=dz, SpacingBetweenSlices=dz)],
        PlaneOrientationSequence=[item(ImageOrientationPatient=[1, 0, 0, 0, 1, 0])])]
    frames = [(at, s) for at, (_, _, mask) in enumerate(segments) for s in range(n) if mask[s].any()][::-1]
    d.NumberOfFrames, d.PerFrameFunctionalGroupsSequence, pixels = len(frames), [], []
    random = np.random.default_rng(number)
    for at, s in frames:
        source = image(slices[s])
        source.PurposeOfReferenceCodeSequence = [code("121322", "Source image for image processing operation", "DCM")]
        d.PerFrameFunctionalGroupsSequence.append(item(
            FrameContentSequence=[item(DimensionIndexValues=[at + 1, s + 1])],
            PlanePositionSequence=[item(ImagePositionPatient=[x0, y0, z0 + s * dz])],
            SegmentIdentificationSequence=[item(ReferencedSegmentNumber=at + 1)],
            DerivationImageSequence=[item(SourceImageSequence=[source],
                                          DerivationCodeSequence=[code("113076", "Segmentation", "DCM")])]))
        mask = segments[at][2][s]
        # Half of 255 is 127.5.
        pixels.append(np.where(mask, 128 + mask * 30, 127).astype(np.uint8) if fractional else mask.astype(np.uint8))
    if fractional:
        d.PixelData = encapsulate([rle_encode_frame(p) for p in pixels])
        d["PixelData"].is_undefined_length = True
    else:
        packed = pack_bits(np.stack(pixels).ravel())
        d.PixelData = packed + b"\0" * (len(packed) % 2)
    d["PixelData"].VR = "OB"
    save(d, path, RLELossless if fractional else ExplicitVRLittleEndian)


def polygon(column, row, mm, corners, phase=0.0):
    angle = 2 * np.pi * np.arange(corners) / corners + phase
    radius = mm * (1 + 0.2 * np.sin(3 * angle))
    return np.round(np.stack([x0 + column * dx + radius * np.cos(angle), y0 + row * dy + radius * np.sin(angle)], 1), 3)


def inside(points):
    """Even-odd by crossings of a ray, for each pixel centre of a slice; none lies on a line here."""
    px, py = x[0], y[0]
    held = np.zeros(px.shape, bool)
    for (ax, ay), (bx, by) in zip(points, np.roll(points, -1, 0)):
        if ay != by:
            held ^= ((ay > py) != (by > py)) & (px < ax + (py - ay) * (bx - ax) / (by - ay))
    return held


def structure_set(path, number, rois):
    d = start(RTSTRUCT, "RTSTRUCT", number)
    d.StructureSetLabel, d.StructureSetDate, d.StructureSetTime = "drawn", "20000101", "120000"
    d.ApprovalStatus = "UNAPPROVED"
    series = item(SeriesInstanceUID=slices[0].SeriesInstanceUID, ContourImageSequence=[image(s) for s in slices])
    study = item(ReferencedSOPClassUID="1.2.840.10008.3.1.2.3.1", ReferencedSOPInstanceUID=slices[0].StudyInstanceUID,
                 RTReferencedSeriesSequence=[series])
    d.ReferencedFrameOfReferenceSequence = [item(FrameOfReferenceUID=slices[0].FrameOfReferenceUID,
                                                 RTReferencedStudySequence=[study])]
    d.StructureSetROISequence, d.ROIContourSequence, d.RTROIObservationsSequence = [], [], []
    for at, (name, kind, contours) in enumerate(rois, 1):
        d.StructureSetROISequence.append(item(ROINumber=at, ROIName=name, ROIGenerationAlgorithm="MANUAL",
                                              ReferencedFrameOfReferenceUID=slices[0].FrameOfReferenceUID))
        drawn = [item(ContourImageSequence=[image(slices[s])], ContourGeometricType="CLOSED_PLANAR",
                      NumberOfContourPoints=len(points),
                      ContourData=["%.3f" % v for px, py in points for v in (px, py, z0 + s * dz)])
                 for s, points in contours]
        d.ROIContourSequence.append(item(ROIDisplayColor=[255, 0, 0], ContourSequence=drawn, ReferencedROINumber=at))
        d.RTROIObservationsSequence.append(item(ObservationNumber=at, ReferencedROINumber=at,
                                                RTROIInterpretedType=kind, ROIInterpreter=""))
    save(d, path, ImplicitVRLittleEndian)


nodule, neoplasm, heart = ("27925004", "Nodule"), ("108369006", "Neoplasm"), ("80891009", "Heart")
one, shell = ball(30.3, 40.2, 8, 11), ball(60, 50, 9, 14) & ~ball(60, 50, 9, 7)
for name, number, fractional in (("seg.dcm", 1, True), ("seg-binary.dcm", 2, False)):
    segmentation(name, number, [("Nodule 1", nodule, one), ("region", neoplasm, shell), ("Heart", heart, one)], fractional)
    expect(name, "1:1", one)
    expect(name, "1:2", shell)

middle = n // 2
blob, ring, keyhole = np.zeros_like(one), np.zeros_like(one), np.zeros_like(one)
drawn = {"blob": [], "ring": [], "keyhole": []}
for s in (middle + 1, middle - 2, middle, middle - 1):
    points = polygon(30.3, 40.2, 12 + s % 2, 40)
    drawn["blob"].append((s, points[::-1] if s % 2 else points))
    blob[s] = inside(points)
    outer, inner = polygon(60.2, 50.3, 20, 50), polygon(60.2, 50.3, 9, 30, 0.3)
    drawn["ring"] += [(s, inner), (s, outer)]
    ring[s] = inside(outer) & ~inside(inner)
    outer, inner = polygon(30.4, 70.2, 20, 50), polygon(30.4, 70.2, 8, 30)[::-1]
    drawn["keyhole"].append((s, np.concatenate([outer, outer[:1], inner, inner[:1], outer[:1]])))
    keyhole[s] = inside(outer) & ~inside(inner)
structure_set("rtstruct.dcm", 3, [("GTV-1", "GTV", drawn["blob"]), ("Tumour ring", "", drawn["ring"]),
                                  ("Heart", "ORGAN", drawn["blob"]), ("nodule keyhole", "", drawn["keyhole"]),
                                  ("Jane Doe", "", drawn["blob"])])
for source_id, mask in (("1:1", blob), ("1:2", ring), ("1:4", keyhole)):
    expect("rtstruct.dcm", source_id, mask)
with open("expected.csv", "w", newline="") as out:
    csv.writer(out, lineterminator="\n").writerows(
        [["file", "source_id", "voxels", "center_x_mm", "center_y_mm", "center_z_mm", "diameter_mm"]] + expected)
